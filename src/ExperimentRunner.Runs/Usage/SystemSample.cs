using System.Text.Json.Serialization;

namespace ExperimentRunner.Runs.Usage;

/// <summary>
/// One line of <c>system.jsonl</c>: what the machine did since the line before. Of the whole machine unless it says otherwise, so also of
/// whatever else worked there. What can't be read is null.
/// </summary>
public sealed record SystemSample
{
    [JsonRequired]
    public int Version { get; init; } = 1;

    /// <summary>From 0; goes on where a run that was interrupted goes on.</summary>
    public required int Index { get; init; }

    public required DateTimeOffset Time { get; init; }

    /// <summary>Since the line before, or since the run was begun or went on.</summary>
    public required double Seconds { get; init; }

    /// <summary>Share of all cores that were busy, 0 to 100.</summary>
    public double? CpuPercent { get; init; }

    public double? MemoryMegabytes { get; init; }

    /// <summary>0 to 100.</summary>
    public double? MemoryPercent { get; init; }

    /// <summary>Of the trainer's process: cores that were busy, times 100; above 100 for more than one core.</summary>
    public double? TrainerCpuPercent { get; init; }

    /// <summary>Of the trainer's process, resident.</summary>
    public double? TrainerMemoryMegabytes { get; init; }

    /// <summary>Of the disk that holds the run folder.</summary>
    public double? DiskUsedMegabytes { get; init; }

    /// <summary>Of the disk that holds the run folder.</summary>
    public double? DiskAvailableMegabytes { get; init; }

    /// <summary>Since the run was begun or went on, over all interfaces but the loopback.</summary>
    public double? NetworkReceivedMegabytes { get; init; }

    /// <summary>Since the run was begun or went on, over all interfaces but the loopback.</summary>
    public double? NetworkSentMegabytes { get; init; }

    /// <summary>The GPUs that the run computes on, and no others; empty on a CPU.</summary>
    [JsonRequired]
    public IReadOnlyList<GpuSample> Gpus { get; init; } = [];
}
