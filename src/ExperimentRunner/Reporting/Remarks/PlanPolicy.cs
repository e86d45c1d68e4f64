using System.Globalization;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Reporting.Remarks;

/// <summary>Order and seeds, as they are in the plan and not as they are meant to be.</summary>
internal static class PlanPolicy
{
    public static string Order(SweepPlan plan) => plan switch
    {
        { Timing: TimingMode.Packed } => "side by side on devices of their own, the longest first within a repeat (timing: packed), so no time is a timing",
        { Repeats: 1 } => "one repeat of each cell, in the plan's order",
        _ when IsInterleaved(plan) => "interleaved, every repeat of all cells was planned before the next repeat of any",
        _ => "not interleaved, repeats of one cell stand together, so a drift of the machine can pass for a speedup",
    };

    public static string Seeds(SweepPlan plan)
    {
        int[][] seedsByRepeat = [.. plan.Runs
            .GroupBy(run => run.Repeat)
            .OrderBy(repeat => repeat.Key)
            .Select(repeat => repeat.Select(run => run.Spec.Seed).Distinct().Order().ToArray())];
        return seedsByRepeat.All(seeds => seeds.Length == 1)
            ? $"the same for all cells of a repeat ({Join(seedsByRepeat.Select(seeds => seeds[0]))})"
            : "cells of the same repeat have different seeds";
    }

    private static bool IsInterleaved(SweepPlan plan) =>
        plan.Runs.Zip(plan.Runs.Skip(1)).All(pair => pair.First.Repeat <= pair.Second.Repeat);

    private static string Join(IEnumerable<int> seeds) =>
        string.Join(", ", seeds.Select(seed => seed.ToString(CultureInfo.InvariantCulture)));
}
