using System.Text.Json.Serialization;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Trainer.Optimization;

namespace ExperimentRunner.Trainer.Loop.Checkpoints;

/// <summary>What a checkpoint keeps beside tensors.</summary>
internal sealed record RunProgress
{
    [JsonRequired]
    public int Version { get; init; } = 1;

    /// <summary>Says what is trained: a changed run.json has another one.</summary>
    public required string RunId { get; init; }

    public required UsedSettings Used { get; init; }

    /// <summary>When the run was begun first.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>Length of events.jsonl at this point.</summary>
    public required long EventsBytes { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    public required double PreparationSeconds { get; init; }

    /// <summary>Time that processes worked on the run, up to here.</summary>
    public required double WallSeconds { get; init; }

    public required CheckpointUse Checkpoints { get; init; }

    /// <summary>Of all processes that worked on the run; null if unknown.</summary>
    public long? PeakMemoryBytes { get; init; }

    /// <summary>Null unless losses are scaled.</summary>
    public LossScalerState? LossScaler { get; init; }

    /// <summary>The epoch at work, from 1.</summary>
    [JsonRequired]
    public int Epoch { get; init; } = 1;

    /// <summary>Steps done in the epoch at work, skipped ones of fp16 included: where in the data it is.</summary>
    [JsonRequired]
    public int StepInEpoch { get; init; }

    [JsonRequired]
    public double EpochLossSum { get; init; }

    [JsonRequired]
    public long EpochImages { get; init; }

    [JsonRequired]
    public double EpochSeconds { get; init; }

    [JsonRequired]
    public double EvaluationSeconds { get; init; }

    [JsonRequired]
    public WindowState Window { get; init; } = WindowState.Empty;

    [JsonRequired]
    public MeterState Meter { get; init; } = new StepMeter().State;

    [JsonRequired]
    public IReadOnlyList<EpochResult> Epochs { get; init; } = [];
}
