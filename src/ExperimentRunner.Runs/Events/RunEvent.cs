using System.Text.Json.Serialization;
using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Runs.Events;

/// <summary>One line of <c>events.jsonl</c>: what a trainer tells while it works.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Started), "started")]
[JsonDerivedType(typeof(Resumed), "resumed")]
[JsonDerivedType(typeof(Warning), "warning")]
[JsonDerivedType(typeof(StepWindow), "step_window")]
[JsonDerivedType(typeof(EpochEnded), "epoch_ended")]
[JsonDerivedType(typeof(TargetReached), "target_reached")]
[JsonDerivedType(typeof(OutOfMemory), "out_of_memory")]
[JsonDerivedType(typeof(Ended), "ended")]
public abstract record RunEvent
{
    private RunEvent()
    {
    }

    [JsonRequired]
    public int Version { get; init; } = 1;

    /// <summary>When it happened; fixed here once, so that telling it twice is telling the same thing.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Data and model are ready; training begins.</summary>
    public sealed record Started : RunEvent
    {
        public required UsedSettings Used { get; init; }
    }

    /// <summary>A run that was interrupted goes on from a checkpoint. What was told after that checkpoint was taken off the file before.</summary>
    public sealed record Resumed : RunEvent
    {
        public required UsedSettings Used { get; init; }

        /// <summary>Epoch at work, from 1.</summary>
        public required int Epoch { get; init; }

        /// <summary>Optimizer steps done so far in the run.</summary>
        public required int Step { get; init; }
    }

    /// <summary>A wish that could not be met, or an input that was left out.</summary>
    public sealed record Warning : RunEvent
    {
        public required string Message { get; init; }
    }

    /// <summary>Means over the optimizer steps since the last window.</summary>
    public sealed record StepWindow : RunEvent
    {
        /// <summary>Epoch that the window's last step belongs to, from 1.</summary>
        public required int Epoch { get; init; }

        /// <summary>Optimizer steps done so far in the run.</summary>
        public required int Step { get; init; }

        /// <summary>Training images seen so far in the run.</summary>
        public required long ImagesSeen { get; init; }

        /// <summary>Mean training loss of the window.</summary>
        public required double Loss { get; init; }

        public required double LearningRate { get; init; }

        public required double ImagesPerSecond { get; init; }

        public required StepSplit Split { get; init; }

        /// <summary>All steps of the window are warm-up and do not count for the run's throughput.</summary>
        public required bool IsWarmup { get; init; }
    }

    /// <summary>An epoch was trained and evaluated.</summary>
    public sealed record EpochEnded : RunEvent
    {
        public required EpochResult Result { get; init; }
    }

    /// <summary>The epoch that was told last came to <c>train.target_accuracy</c>, for the first time.</summary>
    public sealed record TargetReached : RunEvent
    {
        public required TargetReach Target { get; init; }
    }

    /// <summary>Memory did not suffice; the run ends.</summary>
    public sealed record OutOfMemory : RunEvent
    {
        public required int Devices { get; init; }

        public required int BatchPerDevice { get; init; }

        /// <summary>Null if it was not chosen yet.</summary>
        public Precision? Precision { get; init; }

        /// <summary>Highest memory that the run used, as far as it is known: resident on a CPU, of the fullest device on GPUs.</summary>
        public long? PeakMemoryBytes { get; init; }

        /// <summary>What the allocator, or the kernel, said.</summary>
        public required string Message { get; init; }
    }

    /// <summary>The last line of a run that the trainer itself could end.</summary>
    public sealed record Ended : RunEvent
    {
        public required RunOutcome Outcome { get; init; }
    }
}
