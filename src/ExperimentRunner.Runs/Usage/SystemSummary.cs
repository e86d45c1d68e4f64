using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;

namespace ExperimentRunner.Runs.Usage;

/// <summary>What <c>system.jsonl</c> says of a run as a whole. What was never measured is null.</summary>
/// <param name="Samples">Lines.</param>
/// <param name="CpuPercent">Mean share of all cores that were busy, 0 to 100.</param>
/// <param name="TrainerCpuPercent">Mean of the trainer's process: cores that were busy, times 100.</param>
/// <param name="GpuPercent">Mean utilisation over the run's GPUs, 0 to 100.</param>
/// <param name="GpuMemoryMegabytes">Highest memory in use of the fullest of the run's GPUs.</param>
/// <param name="EnergyJoules">Drawn by the run's GPUs: power times the seconds of each sample; a lower bound where some samples lack power.</param>
/// <param name="TrainerCpuDeviation">Standard deviation over time of what <paramref name="TrainerCpuPercent"/> is the mean of; null for fewer than two samples.</param>
/// <param name="GpuDeviation">Likewise of <paramref name="GpuPercent"/>.</param>
/// <param name="Throttling">What kept the GPUs' clocks down.</param>
public sealed record SystemSummary(
    int Samples,
    double? CpuPercent,
    double? TrainerCpuPercent,
    double? GpuPercent,
    double? GpuMemoryMegabytes,
    double? EnergyJoules,
    double? TrainerCpuDeviation = null,
    double? GpuDeviation = null,
    GpuThrottling? Throttling = null)
{
    /// <summary>Null if there is no sample.</summary>
    /// <exception cref="InvalidDataException">A line is not what it should be.</exception>
    public static SystemSummary? Read(RunPaths run) => Of(LineLogReader.Read(run.SystemSamples, CompactRunJson.Default.SystemSample).Values);

    /// <summary>Null if there is no sample. Means are over time.</summary>
    public static SystemSummary? Of(IReadOnlyList<SystemSample> samples) => samples.Count == 0 ? null : new SystemSummary(
        samples.Count,
        Mean(samples, sample => sample.CpuPercent),
        Mean(samples, sample => sample.TrainerCpuPercent),
        Mean(samples, GpuPercentOf),
        samples.Max(sample => sample.Gpus.Max(gpu => gpu.MemoryMegabytes)),
        Energy(samples),
        Deviation(samples, sample => sample.TrainerCpuPercent),
        Deviation(samples, GpuPercentOf),
        GpuThrottling.Of(samples));

    private static double? Mean(IReadOnlyList<SystemSample> samples, Func<SystemSample, double?> value)
    {
        SystemSample[] known = [.. samples.Where(sample => value(sample) is not null && sample.Seconds > 0)];
        return known.Length == 0 ? null : known.Sum(sample => value(sample) * sample.Seconds) / known.Sum(sample => sample.Seconds);
    }

    private static double? Deviation(IReadOnlyList<SystemSample> samples, Func<SystemSample, double?> value) =>
        Mean(samples, value) is { } mean && samples.Count(sample => value(sample) is not null && sample.Seconds > 0) > 1
            ? Math.Sqrt(Mean(samples, sample => (value(sample) - mean) * (value(sample) - mean))!.Value)
            : null;

    private static double? GpuPercentOf(SystemSample sample) => sample.Gpus.Average(gpu => gpu.UtilizationPercent);

    private static double? Energy(IReadOnlyList<SystemSample> samples) =>
        samples.Any(sample => sample.Gpus.Any(gpu => gpu.PowerWatts is not null))
            ? samples.Sum(sample => sample.Gpus.Sum(gpu => gpu.PowerWatts ?? 0) * sample.Seconds)
            : null;
}
