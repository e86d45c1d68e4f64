using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Reporting.Json;

/// <summary>One planned run, as its folder has it: what the figures of its cell were made of. Accuracies are from 0 to 1.</summary>
internal sealed record RunDocument
{
    public required string RunId { get; init; }

    public required string CellId { get; init; }

    /// <summary>Values of the axes that vary, by name, in the order of the matrix.</summary>
    public required IReadOnlyDictionary<string, string> Axes { get; init; }

    /// <summary>What it leaves out; null in a run of a cell.</summary>
    public required ProbeKind? Probe { get; init; }

    /// <summary>From 1.</summary>
    public required int Repeat { get; init; }

    public required int Seed { get; init; }

    /// <summary>For example <c>finished</c> or <c>not run</c>.</summary>
    public required string State { get; init; }

    /// <summary>Null if it did not fail.</summary>
    public required FailureKind? FailureKind { get; init; }

    /// <summary>Why it did not finish; null if it did.</summary>
    public required string? Message { get; init; }

    public required DateTimeOffset? Started { get; init; }

    public required DateTimeOffset? Ended { get; init; }

    public required Precision? Precision { get; init; }

    public required double? ImagesPerSecond { get; init; }

    public required double? StepSecondsMedian { get; init; }

    public required double? StepSecondsP95 { get; init; }

    public required int? WarmupSteps { get; init; }

    public required int? MeasuredSteps { get; init; }

    public required double? Accuracy { get; init; }

    public required double? BestAccuracy { get; init; }

    public required double? SecondsToTarget { get; init; }

    public required long? ImagesToTarget { get; init; }

    public required long? PeakMemoryBytes { get; init; }

    public required double? PreparationSeconds { get; init; }

    public required double? TrainSeconds { get; init; }

    public required double? EvaluationSeconds { get; init; }

    public required double? WallSeconds { get; init; }

    public required int Warnings { get; init; }

    /// <summary>How often it was tried; null if it never ended.</summary>
    public required int? Attempts { get; init; }

    /// <param name="run">The run.</param>
    /// <param name="trouble">Why it did not finish; null if it did.</param>
    public static RunDocument Of(RunRecord run, Remarks.RunTrouble? trouble)
    {
        RunResult? result = run.State.WrittenResult;
        return new RunDocument
        {
            RunId = run.Planned.RunId,
            CellId = run.Planned.CellId,
            Axes = new OrderedDictionary<string, string>(run.Planned.Axes.Select(axis => KeyValuePair.Create(axis.Axis, axis.Value))),
            Probe = run.Planned.Probe,
            Repeat = run.Planned.Repeat,
            Seed = run.Spec.Seed,
            State = trouble?.State ?? "finished",
            FailureKind = trouble?.Kind,
            Message = trouble?.Message,
            Started = result?.Started,
            Ended = result?.Ended,
            Precision = result?.Used?.Precision,
            ImagesPerSecond = Finite(result?.Timing?.ImagesPerSecond),
            StepSecondsMedian = Finite(result?.Timing?.StepSecondsMedian),
            StepSecondsP95 = Finite(result?.Timing?.StepSecondsP95),
            WarmupSteps = result?.Timing?.WarmupSteps,
            MeasuredSteps = result?.Timing?.MeasuredSteps,
            Accuracy = Finite(result?.FinalAccuracy),
            BestAccuracy = Finite(result?.BestAccuracy),
            SecondsToTarget = Finite(result?.Target?.Seconds),
            ImagesToTarget = result?.Target?.Images,
            PeakMemoryBytes = result?.PeakMemoryBytes,
            PreparationSeconds = Finite(result?.Timing?.PreparationSeconds),
            TrainSeconds = Finite(result?.Timing?.TrainSeconds),
            EvaluationSeconds = Finite(result?.Timing?.EvaluationSeconds),
            WallSeconds = Finite(result?.Timing?.WallSeconds),
            Warnings = result?.Warnings.Count ?? 0,
            Attempts = result is null ? null : result.Attempts?.Count ?? 1,
        };
    }

    private static double? Finite(double? value) => value is { } known && double.IsFinite(known) ? known : null;
}
