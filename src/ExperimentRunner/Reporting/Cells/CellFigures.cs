using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Reporting.Cells;

/// <summary>What the finished repeats of a cell measured. Unfinished ones count for nothing here.</summary>
internal sealed record CellFigures
{
    public required Spread? ImagesPerSecond { get; init; }

    /// <summary>Median over the repeats of their median step.</summary>
    public required double? StepSeconds { get; init; }

    /// <summary>Median over the repeats of their 95th percentile.</summary>
    public required double? StepSecondsP95 { get; init; }

    public required TimeShares? Shares { get; init; }

    /// <summary>After the last epoch, 0 to 1.</summary>
    public required Spread? Accuracy { get; init; }

    public required Spread? BestAccuracy { get; init; }

    /// <summary>Seconds of training and evaluation to the target accuracy, of the repeats that came to it; null without one.</summary>
    public required Spread? SecondsToTarget { get; init; }

    /// <summary>Repeats that came to their target accuracy; null without a target.</summary>
    public required int? TargetReached { get; init; }

    /// <summary>Of the repeat that took most.</summary>
    public required long? PeakMemoryBytes { get; init; }

    /// <summary>Median over the repeats.</summary>
    public required double? WallSeconds { get; init; }

    /// <summary>Of the repeat with the fewest.</summary>
    public required int? WarmupSteps { get; init; }

    /// <summary>Of the repeat with the fewest.</summary>
    public required int? MeasuredSteps { get; init; }

    /// <summary>Every precision that a repeat ran in; more than one if the repeats differ.</summary>
    public required IReadOnlyList<Precision> Precisions { get; init; }

    /// <summary>For example <c>bf16</c>; null if no repeat finished.</summary>
    public string? PrecisionText => Precisions.Count == 0
        ? null
        : string.Join(", ", Precisions.Select(precision => precision.ToString().ToLowerInvariant()));

    public bool HasFewSteps => MeasuredSteps < RunTiming.EnoughMeasuredSteps;

    public static CellFigures Of(IReadOnlyList<RunResult> finished)
    {
        RunTiming[] timings = [.. finished.Select(result => result.Timing).OfType<RunTiming>()];
        return new CellFigures
        {
            ImagesPerSecond = Spread.Of(timings.Select(timing => AboveZero(timing.ImagesPerSecond))),
            StepSeconds = Spread.Of(timings.Select(timing => AboveZero(timing.StepSecondsMedian)))?.Median,
            StepSecondsP95 = Spread.Of(timings.Select(timing => AboveZero(timing.StepSecondsP95)))?.Median,
            Shares = TimeShares.Of(timings.Select(timing => timing.Split)),
            Accuracy = Spread.Of(finished.Select(result => result.FinalAccuracy)),
            BestAccuracy = Spread.Of(finished.Select(result => result.BestAccuracy)),
            SecondsToTarget = Spread.Of(finished.Select(result => result.Target?.Seconds)),
            TargetReached = finished.Any(result => result.Target is not null) ? finished.Count(result => result.Target is { IsReached: true }) : null,
            PeakMemoryBytes = finished.Max(result => result.PeakMemoryBytes),
            WallSeconds = Spread.Of(timings.Select(timing => (double?)timing.WallSeconds))?.Median,
            WarmupSteps = timings.Min(timing => (int?)timing.WarmupSteps),
            MeasuredSteps = timings.Min(timing => (int?)timing.MeasuredSteps),
            Precisions = [.. finished.Select(result => result.Used?.Precision).OfType<Precision>().Distinct().Order()],
        };
    }

    /// <summary>A trainer that measured nothing says 0.</summary>
    private static double? AboveZero(double value) => value > 0 ? value : null;
}
