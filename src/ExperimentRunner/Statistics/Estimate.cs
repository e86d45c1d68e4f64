using MathNet.Numerics.Statistics;

namespace ExperimentRunner.Statistics;

/// <summary>A mean over repeats, and how sure it is.</summary>
/// <param name="Value">Mean, or geometric mean where ratios are what counts.</param>
/// <param name="Interval">Student's t; null for one repeat, whose spread is unknown.</param>
/// <param name="Count">Repeats; 1 or more.</param>
internal sealed record Estimate(double Value, Interval? Interval, int Count)
{
    /// <summary>Half of the width of the interval, relative to the mean; null for one repeat.</summary>
    public double? RelativeHalfWidth => Interval is { } interval && Value != 0 ? (interval.High - interval.Low) / 2 / Value : null;

    /// <summary>Null for no values.</summary>
    public static Estimate? Mean(IReadOnlyList<double> values) => Mean(values, StudentQuantile.TwoSided);

    /// <summary>As <see cref="Mean(IReadOnlyList{double})"/>, with no end of the interval below 0 or above 1.</summary>
    public static Estimate? MeanOfShares(IReadOnlyList<double> values) =>
        Mean(values) is { } mean ? mean with { Interval = mean.Interval?.Through(share => Math.Clamp(share, 0, 1)) } : null;

    /// <summary>Mean and t interval of the logarithms, so that the interval of a ratio is that of its inverse turned over. Null for no values.</summary>
    /// <param name="values">Above 0.</param>
    public static Estimate? GeometricMean(IReadOnlyList<double> values) => GeometricMean(values, StudentQuantile.TwoSided);

    /// <summary>As <see cref="GeometricMean(IReadOnlyList{double})"/>, of values whose number was not fixed before: they end as soon as the interval is narrow.</summary>
    /// <param name="values">Above 0.</param>
    public static Estimate? GeometricMeanOfStopped(IReadOnlyList<double> values) =>
        GeometricMean(values, degreesOfFreedom => StudentQuantile.TwoSided(degreesOfFreedom, Interval.ConfidenceWhereStopped));

    private static Estimate? GeometricMean(IReadOnlyList<double> values, Func<int, double> quantile) => values.Count == 1
        ? new Estimate(values[0], null, 1)
        : Mean([.. values.Select(value => Math.Log(value))], quantile) is { } logs ? new Estimate(Math.Exp(logs.Value), logs.Interval?.Exponential(), logs.Count) : null;

    private static Estimate? Mean(IReadOnlyList<double> values, Func<int, double> quantile)
    {
        if (values.Count < 2)
        {
            return values.Count == 0 ? null : new Estimate(values[0], null, 1);
        }

        (double mean, double deviation) = values.MeanStandardDeviation();
        double half = quantile(values.Count - 1) * deviation / Math.Sqrt(values.Count);
        return new Estimate(mean, new Interval(mean - half, mean + half), values.Count);
    }
}
