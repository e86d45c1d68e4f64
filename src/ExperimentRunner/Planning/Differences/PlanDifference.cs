using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Planning.Differences;

/// <summary>What a plan asks that an earlier one of the same name did not, and the other way round.</summary>
internal sealed record PlanDifference
{
    /// <summary>The sweep that was planned before.</summary>
    public required string SweepId { get; init; }

    /// <summary>Cells that are new, by their axis values.</summary>
    public required IReadOnlyList<string> NewCells { get; init; }

    /// <summary>Cells that are gone, by their axis values.</summary>
    public required IReadOnlyList<string> DroppedCells { get; init; }

    /// <summary>Cells that differ only in what all runs share, or in the factor that the baseline gives their learning rate.</summary>
    public required int ChangedCells { get; init; }

    public required int SameCells { get; init; }

    public required int NewRuns { get; init; }

    public required int DroppedRuns { get; init; }

    public required int SameRuns { get; init; }

    /// <summary>Of the same runs, how many have their result; null if nobody looked.</summary>
    public int? DoneRuns { get; init; }

    /// <summary>What is different for all runs, or of the sweep as a whole.</summary>
    public required IReadOnlyList<SettingChange> Changes { get; init; }

    public bool IsNone => NewRuns == 0 && DroppedRuns == 0 && Changes.Count == 0;

    public static PlanDifference Of(SweepPlan before, SweepPlan after)
    {
        var cells = CellMatching.Of(before, after);
        HashSet<string> earlier = [.. before.Runs.Select(run => run.RunId)];
        int same = after.Runs.Count(run => earlier.Contains(run.RunId));
        return new()
        {
            SweepId = before.SweepId,
            NewCells = [.. cells.New.Select(Label)],
            DroppedCells = [.. cells.Dropped.Select(Label)],
            ChangedCells = cells.Changed,
            SameCells = cells.Same,
            NewRuns = after.Runs.Count - same,
            DroppedRuns = before.Runs.Count - same,
            SameRuns = same,
            Changes = [.. cells.Shared, .. SweepChanges.Of(before, after, cells.HasSameBaseline)],
        };
    }

    /// <summary>For example <c>devices 2, amp on</c>.</summary>
    internal static string Label(PlannedRun run) => string.Join(", ", run.Axes.Select(axis => $"{axis.Axis} {axis.Value}"));
}
