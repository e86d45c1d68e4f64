using System.Text.Json.Serialization;

namespace ExperimentRunner.Runs.Results;

/// <summary>The content of <c>result.json</c>. A run folder without one holds a run that was never finished.</summary>
public sealed record RunResult
{
    [JsonRequired]
    public int Version { get; init; } = 1;

    public required string RunId { get; init; }

    public required RunOutcome Outcome { get; init; }

    public required DateTimeOffset Started { get; init; }

    public required DateTimeOffset Ended { get; init; }

    /// <summary>Null if the run ended before training began.</summary>
    public UsedSettings? Used { get; init; }

    /// <summary>Null if the run ended before training began.</summary>
    public RunTiming? Timing { get; init; }

    [JsonRequired]
    public IReadOnlyList<EpochResult> Epochs { get; init; } = [];

    /// <summary>Highest resident memory of the process; null if unknown, and for GPUs, whose memory TorchSharp does not tell.</summary>
    public long? PeakMemoryBytes { get; init; }

    [JsonRequired]
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Test accuracy after the last epoch, 0 to 1; null if none was evaluated.</summary>
    public double? FinalAccuracy => Epochs.Count == 0 ? null : Epochs[^1].Accuracy;

    /// <summary>Highest test accuracy of any epoch, 0 to 1; null if none was evaluated.</summary>
    public double? BestAccuracy => Epochs.Count == 0 ? null : Epochs.Max(epoch => epoch.Accuracy);
}
