using ExperimentRunner.Statistics;
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

    /// <summary>Where all of the run's time went; null if it was not measured.</summary>
    public required TimeBudget? Budget { get; init; }

    /// <summary>Median over the repeats of evaluation's share of the wall time, 0 to 1.</summary>
    public required double? EvaluationShare { get; init; }

    /// <summary>After the last epoch, 0 to 1.</summary>
    public required Spread? Accuracy { get; init; }

    /// <summary>Where <see cref="Accuracy"/> would lie with other test images (Wilson); null without a test set, or where repeats have different ones.</summary>
    public required Interval? AccuracyFloor { get; init; }

    /// <summary>In the test set; null where it is not the same for all repeats.</summary>
    public required int? TestImages { get; init; }

    /// <summary>In the smallest test set of a repeat; 1 if none has one.</summary>
    public required int LeastTestImages { get; init; }

    public required Spread? BestAccuracy { get; init; }

    /// <summary>Seconds of training and evaluation to the target accuracy, of the repeats that came to it; null without one.</summary>
    public required Spread? SecondsToTarget { get; init; }

    /// <summary>Training images to the target accuracy, of the repeats that came to it; null without one.</summary>
    public required Spread? ImagesToTarget { get; init; }

    /// <summary>Epochs to the target accuracy, of the repeats that came to it; null without one.</summary>
    public required Spread? EpochsToTarget { get; init; }

    /// <summary>Repeats that came to their target accuracy; null without a target.</summary>
    public required int? TargetReached { get; init; }

    /// <summary>Repeats that had a target accuracy and finished without it.</summary>
    public required int TargetMissed { get; init; }

    /// <summary>Of the repeat that took most.</summary>
    public required long? PeakMemoryBytes { get; init; }

    /// <summary>Null if the machine was not sampled.</summary>
    public required CellUsage? Usage { get; init; }

    /// <summary>Median over the repeats.</summary>
    public required double? WallSeconds { get; init; }

    /// <summary>Devices times hours of a whole run.</summary>
    public required Spread? DeviceHours { get; init; }

    /// <summary>Devices times hours of training for a million images; what a cell costs for the same work.</summary>
    public required Spread? DeviceHoursPerMillionImages { get; init; }

    /// <summary>Devices times hours to the target accuracy, of the repeats that came to it; null without one.</summary>
    public required Spread? DeviceHoursToTarget { get; init; }

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

    /// <param name="finished">Results.</param>
    /// <param name="isStopped">Repeats ended as soon as the images/s were known.</param>
    public static CellFigures Of(IReadOnlyList<RunResult> finished, bool isStopped = false)
    {
        Func<IEnumerable<double?>, Spread?> ofSpeeds = isStopped ? Spread.OfStopped : Spread.Of;
        RunTiming[] timings = [.. finished.Select(result => result.Timing).OfType<RunTiming>()];
        int[] testSets = [.. finished.SelectMany(result => result.Epochs.TakeLast(1)).Select(epoch => epoch.TestImages).Distinct()];
        int? testImages = testSets is [var same] ? same : null;
        int leastTestImages = testSets.Where(images => images > 0).DefaultIfEmpty(1).Min();
        Spread? accuracy = Spread.OfAccuracies(finished.Select(RunFigures.Accuracy), leastTestImages);
        return new CellFigures
        {
            ImagesPerSecond = ofSpeeds(finished.Select(RunFigures.ImagesPerSecond)),
            StepSeconds = Spread.Of(timings.Select(timing => (double?)timing.StepSecondsMedian))?.Median,
            StepSecondsP95 = Spread.Of(timings.Select(timing => (double?)timing.StepSecondsP95))?.Median,
            Shares = TimeShares.Of(timings.Select(timing => timing.Split)),
            Budget = TimeBudget.Of(timings),
            EvaluationShare = Spread.OfShares(timings.Select(timing => (double?)(timing.EvaluationSeconds / timing.WallSeconds)))?.Median,
            Accuracy = accuracy,
            AccuracyFloor = accuracy is not null && testImages is { } images and > 0 ? WilsonInterval.Of(accuracy.Mean.Value, images) : null,
            TestImages = testImages,
            LeastTestImages = leastTestImages,
            BestAccuracy = Spread.OfAccuracies(finished.Select(result => result.BestAccuracy), leastTestImages),
            SecondsToTarget = Spread.Of(finished.Select(RunFigures.SecondsToTarget)),
            ImagesToTarget = Spread.Of(finished.Select(RunFigures.ImagesToTarget)),
            EpochsToTarget = Spread.Of(finished.Select(result => (double?)result.Target?.Epoch)),
            TargetMissed = finished.Count(result => result.Target is { IsReached: false }),
            TargetReached = finished.Any(result => result.Target is not null) ? finished.Count(result => result.Target is { IsReached: true }) : null,
            PeakMemoryBytes = finished.Max(result => result.PeakMemoryBytes),
            Usage = CellUsage.Of(finished),
            WallSeconds = Spread.Of(timings.Select(timing => (double?)timing.WallSeconds))?.Median,
            DeviceHours = ofSpeeds(finished.Select(RunFigures.DeviceHours)),
            DeviceHoursPerMillionImages = ofSpeeds(finished.Select(RunFigures.DeviceHoursPerMillionImages)),
            DeviceHoursToTarget = Spread.Of(finished.Select(RunFigures.DeviceHoursToTarget)),
            WarmupSteps = timings.Min(timing => (int?)timing.WarmupSteps),
            MeasuredSteps = timings.Min(timing => (int?)timing.MeasuredSteps),
            Precisions = [.. finished.Select(result => result.Used?.Precision).OfType<Precision>().Distinct().Order()],
        };
    }
}
