using System.Text.Json.Serialization;
using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Runs.Events;

/// <summary>One line of <c>events.jsonl</c>: what a trainer tells while it works.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Started), "started")]
[JsonDerivedType(typeof(Warning), "warning")]
[JsonDerivedType(typeof(StepWindow), "step_window")]
[JsonDerivedType(typeof(EpochEnded), "epoch_ended")]
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

    /// <summary>The last line of a run that the trainer itself could end.</summary>
    public sealed record Ended : RunEvent
    {
        public required RunOutcome Outcome { get; init; }
    }
}
