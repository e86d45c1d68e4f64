using System.Text.Json.Serialization;
using ExperimentRunner.Runs.Usage;

namespace ExperimentRunner.Runs.Results;

/// <summary>The content of <c>result.json</c>. A run folder without one holds a run that was never finished.</summary>
public sealed record RunResult
{
    [JsonRequired]
    public int Version { get; init; } = 1;

    public required string RunId { get; init; }

    public required RunOutcome Outcome { get; init; }

    /// <summary>When the run was begun; of a run that was interrupted and went on, when it was begun first.</summary>
    public required DateTimeOffset Started { get; init; }

    public required DateTimeOffset Ended { get; init; }

    /// <summary>Null if the run ended before training began.</summary>
    public UsedSettings? Used { get; init; }

    /// <summary>Null if the run ended before training began.</summary>
    public RunTiming? Timing { get; init; }

    [JsonRequired]
    public IReadOnlyList<EpochResult> Epochs { get; init; } = [];

    /// <summary>Highest memory: resident, of the process, on a CPU; in use at the end, of the fullest device, on GPUs. Null if unknown.</summary>
    public long? PeakMemoryBytes { get; init; }

    /// <summary>Null without <c>train.target_accuracy</c>.</summary>
    public TargetReach? Target { get; init; }

    /// <summary>Null if none was written.</summary>
    public CheckpointUse? Checkpoints { get; init; }

    /// <summary>Where the runner let it work, added when the trainer has ended; null before, and if something else than the runner chose its devices.</summary>
    public RunPlacement? Placement { get; init; }

    /// <summary>Everything that was tried, in order, the last of which is this result; null if the run was done at once and as it was asked for.</summary>
    public IReadOnlyList<RunAttempt>? Attempts { get; init; }

    /// <summary>What the runner measured of the machine, added when the trainer has ended; null before, and without samples.</summary>
    public SystemSummary? Usage { get; init; }

    [JsonRequired]
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Test accuracy after the last epoch, 0 to 1; null if none was evaluated.</summary>
    public double? FinalAccuracy => Epochs is [.., { TestImages: > 0 } last] ? last.Accuracy : null;

    /// <summary>Highest test accuracy of any epoch, 0 to 1; null if none was evaluated.</summary>
    public double? BestAccuracy => Epochs.Where(epoch => epoch.TestImages > 0).Max(epoch => (double?)epoch.Accuracy);
}
