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
public sealed record SystemSummary(
    int Samples, double? CpuPercent, double? TrainerCpuPercent, double? GpuPercent, double? GpuMemoryMegabytes, double? EnergyJoules)
{
    /// <summary>Null if there is no sample.</summary>
    /// <exception cref="InvalidDataException">A line is not what it should be.</exception>
    public static SystemSummary? Read(RunPaths run) => Of(LineLogReader.Read(run.SystemSamples, CompactRunJson.Default.SystemSample).Values);

    /// <summary>Null if there is no sample. Means are over time.</summary>
    public static SystemSummary? Of(IReadOnlyList<SystemSample> samples) => samples.Count == 0 ? null : new SystemSummary(
        samples.Count,
        Mean(samples, sample => sample.CpuPercent),
        Mean(samples, sample => sample.TrainerCpuPercent),
        Mean(samples, sample => sample.Gpus.Average(gpu => gpu.UtilizationPercent)),
        samples.Max(sample => sample.Gpus.Max(gpu => gpu.MemoryMegabytes)),
        Energy(samples));

    private static double? Mean(IReadOnlyList<SystemSample> samples, Func<SystemSample, double?> value)
    {
        SystemSample[] known = [.. samples.Where(sample => value(sample) is not null && sample.Seconds > 0)];
        return known.Length == 0 ? null : known.Sum(sample => value(sample) * sample.Seconds) / known.Sum(sample => sample.Seconds);
    }

    private static double? Energy(IReadOnlyList<SystemSample> samples) =>
        samples.Any(sample => sample.Gpus.Any(gpu => gpu.PowerWatts is not null))
            ? samples.Sum(sample => sample.Gpus.Sum(gpu => gpu.PowerWatts ?? 0) * sample.Seconds)
            : null;
}
