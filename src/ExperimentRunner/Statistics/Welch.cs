using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace ExperimentRunner.Statistics;

/// <summary>A difference of means of two samples that are not paired and may spread differently (Welch 1947, doi:10.1093/biomet/34.1-2.28).</summary>
/// <param name="Interval">95 %.</param>
/// <param name="PValue">Two-sided: how probable as large a difference is where there is none, 0 to 1.</param>
internal sealed record Welch(Interval Interval, double PValue)
{
    /// <summary>Of the mean of <paramref name="after"/> less that of <paramref name="before"/>; null for fewer than two values of either.</summary>
    /// <param name="after">One sample.</param>
    /// <param name="before">The other.</param>
    /// <param name="leastDeviation">What either can't spread less than: see <see cref="WholeImages"/>.</param>
    public static Welch? Difference(IReadOnlyList<double> after, IReadOnlyList<double> before, double leastDeviation = 0)
    {
        if (after.Count < 2 || before.Count < 2)
        {
            return null;
        }

        double leastVariance = leastDeviation * leastDeviation;
        (double mean, double variance) = after.MeanVariance();
        (double otherMean, double otherVariance) = before.MeanVariance();
        (double error, double otherError) = (Math.Max(variance, leastVariance) / after.Count, Math.Max(otherVariance, leastVariance) / before.Count);
        double difference = mean - otherMean;
        double sum = error + otherError;
        if (sum == 0)
        {
            return new(new Interval(difference, difference), difference == 0 ? 1 : 0);
        }

        double degreesOfFreedom = sum * sum / ((error * error / (after.Count - 1)) + (otherError * otherError / (before.Count - 1)));
        double half = StudentQuantile.TwoSided(degreesOfFreedom) * Math.Sqrt(sum);
        return new(new Interval(difference - half, difference + half), 2 * StudentT.CDF(0, 1, degreesOfFreedom, -Math.Abs(difference) / Math.Sqrt(sum)));
    }
}
