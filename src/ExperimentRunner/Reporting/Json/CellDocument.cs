using ExperimentRunner.Reporting.Cells;
using ExperimentRunner.Reporting.Scaling;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Reporting.Json;

/// <summary>One cell in report.json. Shares and accuracies are from 0 to 1.</summary>
internal sealed record CellDocument
{
    public required string CellId { get; init; }

    /// <summary>Values of the axes that vary, by name, in the order of the matrix.</summary>
    public required IReadOnlyDictionary<string, string> Axes { get; init; }

    public required bool IsBaseline { get; init; }

    public required CellStatus Status { get; init; }

    /// <summary>Repeats that finished.</summary>
    public required int Repeats { get; init; }

    public required int RepeatsPlanned { get; init; }

    public required IReadOnlyList<string> RunIds { get; init; }

    public required int Devices { get; init; }

    public required int BatchPerDevice { get; init; }

    public required int GlobalBatch { get; init; }

    public required LearningRateRule LrRule { get; init; }

    public required double LearningRate { get; init; }

    /// <summary>What was asked for.</summary>
    public required Amp Amp { get; init; }

    /// <summary>What was used; several with commas if the repeats differ.</summary>
    public required string? Precision { get; init; }

    public required double? ImagesPerSecond { get; init; }

    public required double? ImagesPerSecondMin { get; init; }

    public required double? ImagesPerSecondMax { get; init; }

    public required double? Speedup { get; init; }

    public required double? SpeedupLow { get; init; }

    public required double? SpeedupHigh { get; init; }

    public required double? Efficiency { get; init; }

    public required ScalingKind? Scaling { get; init; }

    public required double? AmpGain { get; init; }

    public required double? Accuracy { get; init; }

    public required double? AccuracyMin { get; init; }

    public required double? AccuracyMax { get; init; }

    public required double? BestAccuracy { get; init; }

    /// <summary>Of training and evaluation until the target accuracy was reached, of the repeats that did.</summary>
    public required double? SecondsToTarget { get; init; }

    /// <summary>Repeats that reached their target accuracy; null without a target.</summary>
    public required int? TargetReached { get; init; }

    public required double? StepSeconds { get; init; }

    public required double? StepSecondsP95 { get; init; }

    public required TimeShares? TimeShares { get; init; }

    public required int? WarmupSteps { get; init; }

    public required int? MeasuredSteps { get; init; }

    public required long? PeakMemoryBytes { get; init; }

    public required double? WallSeconds { get; init; }

    public static CellDocument Of(CellReport row) => new()
    {
        CellId = row.Cell.Id,
        Axes = new OrderedDictionary<string, string>(row.Cell.Axes.Select(axis => KeyValuePair.Create(axis.Axis, axis.Value))),
        IsBaseline = row.IsBaseline,
        Status = row.Cell.Status,
        Repeats = row.Cell.FinishedRuns,
        RepeatsPlanned = row.Cell.Runs.Count,
        RunIds = [.. row.Cell.Runs.Select(run => run.Planned.RunId)],
        Devices = row.Cell.Spec.Devices,
        BatchPerDevice = row.Cell.Spec.BatchPerDevice,
        GlobalBatch = row.Cell.Spec.GlobalBatch,
        LrRule = row.Cell.Spec.LrRule,
        LearningRate = row.Cell.Spec.LearningRate,
        Amp = row.Cell.Spec.Amp,
        Precision = row.Cell.Figures.PrecisionText,
        ImagesPerSecond = row.Cell.Figures.ImagesPerSecond?.Median,
        ImagesPerSecondMin = row.Cell.Figures.ImagesPerSecond?.Min,
        ImagesPerSecondMax = row.Cell.Figures.ImagesPerSecond?.Max,
        Speedup = row.Speedup?.Value,
        SpeedupLow = row.Speedup?.Low,
        SpeedupHigh = row.Speedup?.High,
        Efficiency = row.Efficiency,
        Scaling = row.Scaling,
        AmpGain = row.AmpGain?.Value,
        Accuracy = row.Cell.Figures.Accuracy?.Median,
        AccuracyMin = row.Cell.Figures.Accuracy?.Min,
        AccuracyMax = row.Cell.Figures.Accuracy?.Max,
        BestAccuracy = row.Cell.Figures.BestAccuracy?.Median,
        SecondsToTarget = row.Cell.Figures.SecondsToTarget?.Median,
        TargetReached = row.Cell.Figures.TargetReached,
        StepSeconds = row.Cell.Figures.StepSeconds,
        StepSecondsP95 = row.Cell.Figures.StepSecondsP95,
        TimeShares = row.Cell.Figures.Shares,
        WarmupSteps = row.Cell.Figures.WarmupSteps,
        MeasuredSteps = row.Cell.Figures.MeasuredSteps,
        PeakMemoryBytes = row.Cell.Figures.PeakMemoryBytes,
        WallSeconds = row.Cell.Figures.WallSeconds,
    };
}
