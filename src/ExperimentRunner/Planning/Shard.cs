using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Planning;

/// <summary>
/// The part of a plan that one machine does: of the runs that a condition holds for, one of several pieces. Pieces are cut in the plan's order, repeat by
/// repeat: with as many pieces as repeats each machine does every cell once, and what differs between machines falls out of ratios within a repeat.
/// </summary>
/// <param name="Index">From 1 to <paramref name="Count"/>.</param>
/// <param name="Where">The condition as written; null is no condition.</param>
internal sealed record Shard(int Index, int Count, string? Where, Func<RunSpec, bool> Holds)
{
    /// <summary>For example <c>2/8</c>, or <c>devices == 4</c>.</summary>
    public string Text => (Count, Where) switch
    {
        (_, null) => Piece,
        (1, { } where) => where,
        (_, { } where) => $"{Piece} of {where}",
    };

    private string Piece => FormattableString.Invariant($"{Index}/{Count}");

    /// <summary>The same plan, which says of each run whether it is in this part.</summary>
    public SweepPlan Of(SweepPlan plan)
    {
        PlannedRun[] candidates = [.. plan.Runs.Where(run => Holds(run.Spec))];
        HashSet<string> own = [.. candidates.Index().Where(item => (long)item.Index * Count / candidates.Length == Index - 1).Select(item => item.Item.RunId)];
        return plan with { Shard = Text, Runs = [.. plan.Runs.Select(run => run with { IsElsewhere = !own.Contains(run.RunId) })] };
    }
}
