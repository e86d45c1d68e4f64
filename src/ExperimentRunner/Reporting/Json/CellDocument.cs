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

    /// <summary>Lower end of the 95 % interval; null for one repeat. So are all <c>_low</c>, and upper ends all <c>_high</c>.</summary>
    public required double? ImagesPerSecondLow { get; init; }

    public required double? ImagesPerSecondHigh { get; init; }

    /// <summary>Of the slowest repeat.</summary>
    public required double? ImagesPerSecondMin { get; init; }

    public required double? ImagesPerSecondMax { get; init; }

    public required double? Speedup { get; init; }

    public required double? SpeedupLow { get; init; }

    public required double? SpeedupHigh { get; init; }

    /// <summary>Repeats that finished in this cell and in the baseline.</summary>
    public required int? SpeedupPairs { get; init; }

    public required double? Efficiency { get; init; }

    public required double? EfficiencyLow { get; init; }

    public required double? EfficiencyHigh { get; init; }

    public required ScalingKind? Scaling { get; init; }

    /// <summary>Images per second over those of the same cell in fp32.</summary>
    public required double? AmpGain { get; init; }

    public required double? AmpGainLow { get; init; }

    public required double? AmpGainHigh { get; init; }

    /// <summary>On the way to the target accuracy: time gain = machine gain / images needed; null without a target that was reached.</summary>
    public required ConvergenceDocument? Convergence { get; init; }

    public required double? Accuracy { get; init; }

    public required double? AccuracyLow { get; init; }

    public required double? AccuracyHigh { get; init; }

    /// <summary>Lower end of Wilson's interval: what other test images would give.</summary>
    public required double? AccuracyFloorLow { get; init; }

    public required double? AccuracyFloorHigh { get; init; }

    /// <summary>Accuracy less the baseline's, mean over the repeats that have both.</summary>
    public required double? AccuracyDifference { get; init; }

    public required double? AccuracyDifferenceLow { get; init; }

    public required double? AccuracyDifferenceHigh { get; init; }

    /// <summary>What the difference must exceed to hold for other test images.</summary>
    public required double? AccuracyDifferenceFloor { get; init; }

    public required double? AccuracyMin { get; init; }

    public required double? AccuracyMax { get; init; }

    public required double? BestAccuracy { get; init; }

    /// <summary>Of training and evaluation until the target accuracy was reached, of the repeats that did.</summary>
    public required double? SecondsToTarget { get; init; }

    /// <summary>Training images until the target accuracy was reached, of the repeats that did.</summary>
    public required double? ImagesToTarget { get; init; }

    public required double? EpochsToTarget { get; init; }

    /// <summary>Repeats that reached their target accuracy; null without a target.</summary>
    public required int? TargetReached { get; init; }

    public required double? StepSeconds { get; init; }

    public required double? StepSecondsP95 { get; init; }

    public required TimeShares? TimeShares { get; init; }

    /// <summary>Evaluation's share of the wall time.</summary>
    public required double? EvaluationShare { get; init; }

    /// <summary>On random numbers that lie ready in place of images: what no remedy against waiting for data can exceed.</summary>
    public required CeilingDocument? WithoutData { get; init; }

    /// <summary>Each device on its own: what no remedy against exchange of gradients can exceed.</summary>
    public required CeilingDocument? WithoutExchange { get; init; }

    public required int? WarmupSteps { get; init; }

    public required int? MeasuredSteps { get; init; }

    public required long? PeakMemoryBytes { get; init; }

    /// <summary>Mean share of all cores of the machine, by whatever program; null where it was not sampled.</summary>
    public required double? CoresBusy { get; init; }

    /// <summary>Mean utilisation of the run's GPUs; null without one.</summary>
    public required double? GpusBusy { get; init; }

    /// <summary>Drawn by the run's GPUs over a whole run.</summary>
    public required double? EnergyJoules { get; init; }

    public required double? WallSeconds { get; init; }

    /// <summary>Devices times hours of a whole run.</summary>
    public required double? DeviceHours { get; init; }

    /// <summary>Devices times hours of training for a million images.</summary>
    public required double? DeviceHoursPerMillionImages { get; init; }

    public required double? DeviceHoursToTarget { get; init; }

    /// <summary>Of a whole run, in the currency of the price; null without a price.</summary>
    public required double? Cost { get; init; }

    public required double? CostPerMillionImages { get; init; }

    public required double? CostToTarget { get; init; }

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
        ImagesPerSecond = row.Cell.Figures.ImagesPerSecond?.Mean.Value,
        ImagesPerSecondLow = row.Cell.Figures.ImagesPerSecond?.Mean.Interval?.Low,
        ImagesPerSecondHigh = row.Cell.Figures.ImagesPerSecond?.Mean.Interval?.High,
        ImagesPerSecondMin = row.Cell.Figures.ImagesPerSecond?.Min,
        ImagesPerSecondMax = row.Cell.Figures.ImagesPerSecond?.Max,
        Speedup = row.Speedup?.Value,
        SpeedupLow = row.Speedup?.Low,
        SpeedupHigh = row.Speedup?.High,
        SpeedupPairs = row.Speedup?.Pairs,
        Efficiency = row.Efficiency,
        EfficiencyLow = row.EfficiencyInterval?.Low,
        EfficiencyHigh = row.EfficiencyInterval?.High,
        Scaling = row.Scaling,
        AmpGain = row.AmpGain?.Value,
        AmpGainLow = row.AmpGain?.Low,
        AmpGainHigh = row.AmpGain?.High,
        Convergence = ConvergenceDocument.Of(row.Convergence),
        Accuracy = row.Cell.Figures.Accuracy?.Mean.Value,
        AccuracyLow = row.Cell.Figures.Accuracy?.Mean.Interval?.Low,
        AccuracyHigh = row.Cell.Figures.Accuracy?.Mean.Interval?.High,
        AccuracyFloorLow = row.Cell.Figures.AccuracyFloor?.Low,
        AccuracyFloorHigh = row.Cell.Figures.AccuracyFloor?.High,
        AccuracyDifference = row.AccuracyDifference?.Value,
        AccuracyDifferenceLow = row.AccuracyDifference?.Interval?.Low,
        AccuracyDifferenceHigh = row.AccuracyDifference?.Interval?.High,
        AccuracyDifferenceFloor = row.AccuracyDifference?.Floor,
        AccuracyMin = row.Cell.Figures.Accuracy?.Min,
        AccuracyMax = row.Cell.Figures.Accuracy?.Max,
        BestAccuracy = row.Cell.Figures.BestAccuracy?.Mean.Value,
        SecondsToTarget = row.Cell.Figures.SecondsToTarget?.Mean.Value,
        ImagesToTarget = row.Cell.Figures.ImagesToTarget?.Mean.Value,
        EpochsToTarget = row.Cell.Figures.EpochsToTarget?.Mean.Value,
        TargetReached = row.Cell.Figures.TargetReached,
        StepSeconds = row.Cell.Figures.StepSeconds,
        StepSecondsP95 = row.Cell.Figures.StepSecondsP95,
        TimeShares = row.Cell.Figures.Shares,
        EvaluationShare = row.Cell.Figures.EvaluationShare,
        WithoutData = CeilingDocument.Of(row.Ceilings.FirstOrDefault(ceiling => ceiling.Kind == ProbeKind.NoData)),
        WithoutExchange = CeilingDocument.Of(row.Ceilings.FirstOrDefault(ceiling => ceiling.Kind == ProbeKind.NoExchange)),
        WarmupSteps = row.Cell.Figures.WarmupSteps,
        MeasuredSteps = row.Cell.Figures.MeasuredSteps,
        PeakMemoryBytes = row.Cell.Figures.PeakMemoryBytes,
        CoresBusy = row.Cell.Figures.Usage?.CpuPercent / 100,
        GpusBusy = row.Cell.Figures.Usage?.GpuPercent / 100,
        EnergyJoules = row.Cell.Figures.Usage?.EnergyJoules,
        WallSeconds = row.Cell.Figures.WallSeconds,
        DeviceHours = row.Cell.Figures.DeviceHours?.Mean.Value,
        DeviceHoursPerMillionImages = row.Cell.Figures.DeviceHoursPerMillionImages?.Mean.Value,
        DeviceHoursToTarget = row.Cell.Figures.DeviceHoursToTarget?.Mean.Value,
        Cost = row.Price?.Run?.Mean.Value,
        CostPerMillionImages = row.Price?.PerMillionImages?.Mean.Value,
        CostToTarget = row.Price?.ToTarget?.Mean.Value,
    };
}
