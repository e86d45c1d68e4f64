using System.Globalization;
using ExperimentRunner.Planning.Estimates;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Execution.Budgets;

/// <summary>Ends a sweep before the run that would exceed its limits. Runs at work are not touched, so that what they have done is not lost.</summary>
/// <param name="plan">Whose limits.</param>
/// <param name="estimates">Of its runs; a rough one counts as nothing, since it could stop a sweep that has enough left.</param>
/// <param name="meter">What the sweep has used.</param>
internal sealed class SweepBudget(SweepPlan plan, PlanEstimates estimates, DeviceTimeMeter meter)
{
    /// <summary>A <see cref="StartRefusal"/>.</summary>
    public string? Refuses(PlannedRun next, SweepSpending spent)
    {
        if (plan.Limits.MaxRuns is { } mostRuns && spent.Runs >= mostRuns)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{spent.Runs} runs are begun, and limits.max_runs is {mostRuns}.");
        }

        if (plan.Limits is { MaxDeviceHours: null, MaxCost: null })
        {
            return null;
        }

        // Runs on nodes of Slurm have journals of their own; of them the results tell.
        double used = Math.Max(meter.Spent().TotalHours, spent.DeviceTime.TotalHours);
        double hours = used + Expected(next).TotalHours;
        return plan switch
        {
            { Limits.MaxDeviceHours: { } mostHours } when hours > mostHours || used >= mostHours =>
                $"{EstimateText.DeviceHours(used)} are spent{More(next, hours)}, and limits.max_device_hours is {EstimateText.Number(mostHours)}.",
            { Limits.MaxCost: { } mostCost, Price: { } price } when hours * price.PerDeviceHour > mostCost || used * price.PerDeviceHour >= mostCost =>
                $"{EstimateText.Money(used * price.PerDeviceHour, price.Currency)} are spent{More(next, hours)}, and limits.max_cost is {EstimateText.Money(mostCost, price.Currency)}.",
            _ => null,
        };
    }

    private TimeSpan Expected(PlannedRun run) => estimates.Of(run) is { Basis: not EstimateBasis.Rough } estimate ? estimate.Time * run.Spec.Devices : TimeSpan.Zero;

    private string More(PlannedRun next, double hours) => Expected(next) > TimeSpan.Zero ? $", with the next run it would be about {EstimateText.DeviceHours(hours)}" : "";
}
