using ExperimentRunner.Statistics;
using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Reporting.Cells;

/// <summary>How many times as much of something one cell has as another; of speeds, how many times as fast it is.</summary>
/// <param name="Value">Geometric mean of the ratios within each repeat.</param>
/// <param name="Low">Lower end of the 95 % interval, Student's t on the logarithms of those ratios; null where fewer than two repeats have both.</param>
/// <param name="High">Upper end.</param>
/// <param name="Certainty">Whether it can be told from 1.</param>
/// <param name="Pairs">Repeats that have both; 0 if the two cells finished in different ones and their means are compared.</param>
internal sealed record Ratio(double Value, double? Low, double? High, Certainty Certainty, int Pairs)
{
    /// <summary>Standard deviation of the logarithm in one repeat; 0 where that is not known.</summary>
    public double LogDeviation { get; init; }

    public Interval? Interval => Low is { } low && High is { } high ? new Interval(low, high) : null;

    public Ratio Inverse => new(1 / Value, 1 / High, 1 / Low, Certainty, Pairs) { LogDeviation = LogDeviation };

    /// <summary>Null where one of the two is unknown.</summary>
    public static Ratio? OfSpeeds(Cell cell, Cell? reference) => Of(cell, reference, RunFigures.ImagesPerSecond);

    /// <summary>Null where one of the two is unknown.</summary>
    /// <param name="cell">What is compared.</param>
    /// <param name="reference">What it is compared with.</param>
    /// <param name="figure">Above 0, or null.</param>
    public static Ratio? Of(Cell cell, Cell? reference, Func<RunResult, double?> figure)
    {
        if (reference is null)
        {
            return null;
        }

        IReadOnlyList<(double Cell, double Reference)> pairs = RepeatPairs.Of(cell, reference, figure);
        return Estimate.GeometricMean([.. pairs.Select(pair => pair.Cell / pair.Reference)]) switch
        {
            null => Unpaired(cell, reference, figure),
            _ when cell.Id == reference.Id => new Ratio(1, null, null, pairs.Count > 1 ? Certainty.NotDistinguishable : Certainty.OneRepeat, pairs.Count),
            var mean => new Ratio(mean.Value, mean.Interval?.Low, mean.Interval?.High, CertaintyOf.Interval(mean.Interval, 1), pairs.Count) { LogDeviation = mean.Deviation },
        };
    }

    private static Ratio? Unpaired(Cell cell, Cell reference, Func<RunResult, double?> figure) =>
        (Mean(cell, figure), Mean(reference, figure)) is ({ } mean, { } other) ? new Ratio(mean.Value / other.Value, null, null, Certainty.OneRepeat, 0) : null;

    private static Estimate? Mean(Cell cell, Func<RunResult, double?> figure) =>
        Estimate.GeometricMean([.. cell.FinishedResults.Select(figure).OfType<double>()]);
}
