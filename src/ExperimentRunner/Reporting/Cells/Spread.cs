using ExperimentRunner.Statistics;

namespace ExperimentRunner.Reporting.Cells;

/// <summary>One figure over the repeats of a cell.</summary>
/// <param name="Median">Middle repeat.</param>
/// <param name="Min">Lowest repeat.</param>
/// <param name="Max">Highest repeat.</param>
/// <param name="Mean">With its 95 % interval: the geometric mean of rates, times and costs, the arithmetic one of accuracies.</param>
internal sealed record Spread(double Median, double Min, double Max, Estimate Mean)
{
    public int Count => Mean.Count;

    /// <summary>Half of the width of the interval, relative to the mean; null for one repeat.</summary>
    public double? RelativeHalfWidth => Mean.RelativeHalfWidth;

    /// <param name="factor">Above 0.</param>
    public Spread Times(double factor) => new(
        Median * factor, Min * factor, Max * factor, Mean with { Value = Mean.Value * factor, Interval = Mean.Interval?.Through(value => value * factor) });

    /// <summary>Of an accuracy. Leaves out what is unknown; null if nothing is left.</summary>
    /// <param name="values">One a repeat.</param>
    /// <param name="images">In the test set; above 0.</param>
    public static Spread? OfAccuracies(IEnumerable<double?> values, int images) =>
        Of(values, known => Estimate.MeanOfShares(known, WholeImages.DeviationOfShare(images)));

    /// <summary>Of a share. Leaves out what is unknown or not a finite number; null if nothing is left.</summary>
    public static Spread? OfShares(IEnumerable<double?> values) => Of(values, known => Estimate.MeanOfShares(known));

    /// <summary>Of a rate, a time or a cost. Leaves out what is unknown, not a finite number or not above 0; null if nothing is left.</summary>
    public static Spread? Of(IEnumerable<double?> values) => Of(values.Where(value => value > 0), Estimate.GeometricMean);

    /// <summary>As <see cref="Of(IEnumerable{double?})"/>, of repeats that ended as soon as the interval was narrow.</summary>
    public static Spread? OfStopped(IEnumerable<double?> values) => Of(values.Where(value => value > 0), Estimate.GeometricMeanOfStopped);

    private static Spread? Of(IEnumerable<double?> values, Func<IReadOnlyList<double>, Estimate?> mean)
    {
        double[] known = [.. values.OfType<double>().Where(double.IsFinite).Order()];
        return mean(known) is { } estimate ? new Spread(MedianOf(known), known[0], known[^1], estimate) : null;
    }

    private static double MedianOf(double[] sorted)
    {
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
