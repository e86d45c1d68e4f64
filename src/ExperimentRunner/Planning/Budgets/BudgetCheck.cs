using System.Globalization;
using ExperimentRunner.Planning.Estimates;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Planning.Budgets;

/// <summary>Holds what a sweep may take against its limits, before anything of it starts.</summary>
internal static class BudgetCheck
{
    /// <summary>Why the sweep is not to start, a sentence for each limit that it would exceed even with the fewest repeats; none if it may.</summary>
    /// <param name="plan">Whose limits.</param>
    /// <param name="remaining">Of the runs that are still to be done.</param>
    /// <param name="spentDeviceHours">By earlier sessions of the sweep.</param>
    public static IReadOnlyList<string> Refusals(SweepPlan plan, SweepEstimate remaining, double spentDeviceHours)
    {
        int runs = plan.Dropped.Count + (plan.AdaptiveRepeats is { } repeats ? plan.Runs.Count(run => run.Repeat <= repeats.Least) : plan.Runs.Count);
        double hours = spentDeviceHours + remaining.LeastDeviceHours;
        return
        [
            .. plan.Limits.MaxRuns is { } mostRuns && runs > mostRuns
                ? [string.Create(CultureInfo.InvariantCulture, $"limits.max_runs is {mostRuns}, and the sweep has {runs} runs{Dropped(plan)}. Raise the limit, or run fewer cells or repeats.")]
                : (string[])[],
            .. plan.Limits.MaxDeviceHours is { } mostHours && hours > mostHours
                ? [$"limits.max_device_hours is {EstimateText.Number(mostHours)}, and the sweep may take {EstimateText.Number(hours)}{Spent(spentDeviceHours)}. {Remedy(remaining)}"]
                : (string[])[],
            .. plan is { Limits.MaxCost: { } mostCost, Price: { } price } && hours * price.PerDeviceHour > mostCost
                ? [$"limits.max_cost is {EstimateText.Money(mostCost, price.Currency)}, and the sweep may cost {EstimateText.Money(hours * price.PerDeviceHour, price.Currency)}{Spent(spentDeviceHours)}. {Remedy(remaining)}"]
                : (string[])[],
        ];
    }

    private static string Dropped(SweepPlan plan) => plan.Dropped.Count > 0 ? string.Create(CultureInfo.InvariantCulture, $", {plan.Dropped.Count} of which were begun and dropped") : "";

    private static string Spent(double hours) => hours > 0 ? $", {EstimateText.DeviceHours(hours)} of it spent already" : "";

    private static string Remedy(SweepEstimate estimate) =>
        $"Raise the limit, or run fewer cells or repeats.{(estimate.Bases.Any(share => share.Basis >= EstimateBasis.Similar) ? " `plan --probe` makes the estimate surer." : "")} The estimate rests on:\n{string.Join('\n', EstimateText.Bases(estimate))}";
}
