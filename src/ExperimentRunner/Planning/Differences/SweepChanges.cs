using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ExperimentRunner.Matrix.Settings;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Planning.Differences;

/// <summary>What two plans say differently of the sweep as a whole.</summary>
internal static class SweepChanges
{
    private const string None = "none";

    public static IReadOnlyList<SettingChange> Of(SweepPlan before, SweepPlan after, bool hasSameBaseline)
    {
        IEnumerable<SettingChange> changes = Texts(before).Zip(Texts(after), (old, now) => new SettingChange(old.Name, old.Value ?? None, now.Value ?? None));
        return
        [
            .. hasSameBaseline ? [] : (SettingChange[])[new(MatrixKey.Baseline, Baseline(before), Baseline(after))],
            .. changes.Where(change => change.Before != change.After),
        ];
    }

    private static IEnumerable<(string Name, string? Value)> Texts(SweepPlan plan) =>
    [
        (SweepKey.Repeats.Name, Repeats(plan)),
        (SweepKey.Seed.Name, Text(plan.Runs.Min(run => run.Spec.Seed))),
        (MatrixKey.Expect, plan.Expectations.Count == 0 ? null : string.Join("; ", plan.Expectations.Select(expectation => expectation.Text))),
        (SweepKey.PricePerDeviceHour.Name, plan.Price is { } price ? $"{Text(price.PerDeviceHour)} {price.Currency}" : null),
        (SweepKey.Probe.Name, plan.Runs.Any(run => run.Probe is not null) ? "true" : "false"),
        (SweepKey.Timing.Name, plan.Timing.ToString().ToLowerInvariant()),
        (SweepKey.SlurmPartition.Name, plan.Slurm?.Partition),
        (SweepKey.SlurmAccount.Name, plan.Slurm?.Account),
        (SweepKey.SlurmTime.Name, Text(plan.Slurm?.Time)),
        (SweepKey.SlurmOption.Name, plan.Slurm?.Options is { Count: > 0 } options ? string.Join(' ', options) : null),
        .. Texts(plan.Limits),
    ];

    private static IEnumerable<(string Name, string? Value)> Texts(SweepLimits limits) =>
    [
        (SweepKey.RunTimeout.Name, Text(limits.RunTimeout)),
        (SweepKey.Stall.Name, Text(limits.Stall)),
        (SweepKey.Retries.Name, Text(limits.Retries)),
        (SweepKey.MaxRuns.Name, Text(limits.MaxRuns)),
        (SweepKey.MaxDeviceHours.Name, Text(limits.MaxDeviceHours)),
        (SweepKey.MaxCost.Name, Text(limits.MaxCost)),
    ];

    private static string Baseline(SweepPlan plan) => PlanDifference.Label(plan.Runs.First(run => run.CellId == plan.BaselineCellId));

    private static string Repeats(SweepPlan plan) => plan.AdaptiveRepeats is { Until: { } until } repeats
        ? string.Create(CultureInfo.InvariantCulture, $"{repeats.Least} to {repeats.Most} until {until:0.###%}")
        : Text(plan.Repeats);

    private static string? Text(TimeSpan? time) => time is { } limit ? $"{Text(limit.TotalSeconds)}s" : null;

    [return: NotNullIfNotNull(nameof(number))]
    private static string? Text(IFormattable? number) => number?.ToString(null, CultureInfo.InvariantCulture);
}
