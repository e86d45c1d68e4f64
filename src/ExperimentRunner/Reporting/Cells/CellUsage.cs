using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Usage;

namespace ExperimentRunner.Reporting.Cells;

/// <summary>How busy the machine was while a cell ran, sampled beside the trainer. What was not measured is null.</summary>
/// <param name="CpuPercent">Median over the repeats of the mean share of all cores that were busy, 0 to 100; all programs count.</param>
/// <param name="GpuPercent">Median over the repeats of the mean utilisation of the run's GPUs, 0 to 100.</param>
/// <param name="EnergyJoules">Median over the repeats of what the run's GPUs drew.</param>
/// <param name="Devices">Of the devices that the cell computes on; null if that is not known.</param>
internal sealed record CellUsage(double? CpuPercent, double? GpuPercent, double? EnergyJoules, DeviceUse? Devices)
{
    /// <summary>Null if no repeat was sampled.</summary>
    public static CellUsage? Of(IReadOnlyList<RunResult> finished)
    {
        SystemSummary[] summaries = [.. finished.Select(result => result.Usage).OfType<SystemSummary>()];
        return summaries.Length == 0
            ? null
            : new(Median(summaries, usage => usage.CpuPercent), Median(summaries, usage => usage.GpuPercent), Median(summaries, usage => usage.EnergyJoules), DeviceUse.Of(finished));
    }

    private static double? Median(SystemSummary[] summaries, Func<SystemSummary, double?> figure) => Spread.Of(summaries.Select(figure))?.Median;
}
