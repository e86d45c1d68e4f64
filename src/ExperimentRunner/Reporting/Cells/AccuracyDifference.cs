using ExperimentRunner.Statistics;

namespace ExperimentRunner.Reporting.Cells;

/// <summary>How much more accurate one cell is than another after the last epoch.</summary>
/// <param name="Value">Mean over the repeats that have both, as a difference of shares.</param>
/// <param name="Interval">Student's t over those repeats, for these test images; null for fewer than two.</param>
/// <param name="Floor">Size that the difference must exceed to hold for other test images; null where the test sets differ in size.</param>
/// <param name="Certainty">Whether the repeats tell it from 0 on these test images.</param>
internal sealed record AccuracyDifference(double Value, Interval? Interval, double? Floor, Certainty Certainty)
{
    /// <summary>The difference is larger than what the size of the test set leaves to chance.</summary>
    public bool ExceedsFloor => Math.Abs(Value) > Floor;

    /// <summary>The repeats show the cell to be less accurate on these test images.</summary>
    public bool IsLoss => Value < 0 && Certainty == Certainty.Distinguishable;

    /// <summary>Null where one of the two has no accuracy, or no repeat has both.</summary>
    public static AccuracyDifference? Of(Cell cell, Cell reference)
    {
        IReadOnlyList<(double Cell, double Reference)> pairs = RepeatPairs.Of(cell, reference, RunFigures.Accuracy);
        return MeanOf(cell, reference, pairs) is { } mean
            ? new AccuracyDifference(mean.Value, mean.Interval, FloorOf(cell, reference, pairs), CertaintyOf.Interval(mean.Interval, 0))
            : null;
    }

    /// <summary>The difference alone, with its interval.</summary>
    public static Estimate? MeanOf(Cell cell, Cell reference) => MeanOf(cell, reference, RepeatPairs.Of(cell, reference, RunFigures.Accuracy));

    private static Estimate? MeanOf(Cell cell, Cell reference, IReadOnlyList<(double Cell, double Reference)> pairs) => Estimate.Mean(
        [.. pairs.Select(pair => pair.Cell - pair.Reference)],
        WholeImages.DeviationOfDifference(Math.Min(cell.Figures.LeastTestImages, reference.Figures.LeastTestImages)));

    private static double? FloorOf(Cell cell, Cell reference, IReadOnlyList<(double Cell, double Reference)> pairs) =>
        cell.Figures.TestImages is { } images and > 0 && images == reference.Figures.TestImages
            ? WilsonInterval.FloorOfDifference(pairs.Average(pair => pair.Cell), pairs.Average(pair => pair.Reference), images)
            : null;
}
