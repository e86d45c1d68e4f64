using MathNet.Numerics.Statistics;

namespace ExperimentRunner.Statistics;

/// <summary>A mean over repeats, and how sure it is.</summary>
/// <param name="Value">Mean, or geometric mean where ratios are what counts.</param>
/// <param name="Interval">Student's t; null for one repeat, whose spread is unknown.</param>
/// <param name="Count">Repeats; 1 or more.</param>
internal sealed record Estimate(double Value, Interval? Interval, int Count)
{
    /// <summary>Standard deviation of one repeat that the interval was made with, of its logarithm where the mean is geometric; 0 for one repeat.</summary>
    public double Deviation { get; init; }

    /// <summary>Nominal confidence that the interval was made with.</summary>
    public double Confidence { get; init; } = Statistics.Interval.Confidence;

    /// <summary>Half of the width of the interval, relative to the mean; null for one repeat.</summary>
    public double? RelativeHalfWidth => Interval is { } interval && Value != 0 ? (interval.High - interval.Low) / 2 / Value : null;

    /// <summary>Null for no values.</summary>
    /// <param name="values">In any unit.</param>
    /// <param name="leastDeviation">What the values can't spread less than, whatever few of them show: see <see cref="WholeImages"/>.</param>
    public static Estimate? Mean(IReadOnlyList<double> values, double leastDeviation = 0) => Mean(values, Statistics.Interval.Confidence, leastDeviation);

    /// <summary>As <see cref="Mean(IReadOnlyList{double}, double)"/>, with no end of the interval below 0 or above 1.</summary>
    public static Estimate? MeanOfShares(IReadOnlyList<double> values, double leastDeviation = 0) =>
        Mean(values, leastDeviation) is { } mean ? mean with { Interval = mean.Interval?.Through(share => Math.Clamp(share, 0, 1)) } : null;

    /// <summary>Mean and t interval of the logarithms, so that the interval of a ratio is that of its inverse turned over. Null for no values.</summary>
    /// <param name="values">Above 0.</param>
    public static Estimate? GeometricMean(IReadOnlyList<double> values) => GeometricMean(values, Statistics.Interval.Confidence);

    /// <summary>As <see cref="GeometricMean(IReadOnlyList{double})"/>, of values whose number was not fixed before: they end as soon as the interval is narrow.</summary>
    /// <param name="values">Above 0.</param>
    public static Estimate? GeometricMeanOfStopped(IReadOnlyList<double> values) => GeometricMean(values, Statistics.Interval.ConfidenceWhereStopped);

    private static Estimate? GeometricMean(IReadOnlyList<double> values, double confidence) => values.Count == 1
        ? new Estimate(values[0], null, 1)
        : Mean([.. values.Select(value => Math.Log(value))], confidence, 0) is { } logs ? logs with { Value = Math.Exp(logs.Value), Interval = logs.Interval?.Exponential() } : null;

    private static Estimate? Mean(IReadOnlyList<double> values, double confidence, double leastDeviation)
    {
        if (values.Count < 2)
        {
            return values.Count == 0 ? null : new Estimate(values[0], null, 1);
        }

        (double mean, double measured) = values.MeanStandardDeviation();
        double deviation = Math.Max(measured, leastDeviation);
        double half = StudentQuantile.TwoSided(values.Count - 1, confidence) * deviation / Math.Sqrt(values.Count);
        return new Estimate(mean, new Interval(mean - half, mean + half), values.Count) { Deviation = deviation, Confidence = confidence };
    }
}
