using MathNet.Numerics.Statistics;

namespace ExperimentRunner.Statistics;

/// <summary>Differences of means of two samples that are not paired and may spread differently (Welch 1947).</summary>
internal static class Welch
{
    /// <summary>The 95 % interval of the mean of <paramref name="after"/> less that of <paramref name="before"/>; null for fewer than two values of either.</summary>
    public static Interval? Difference(IReadOnlyList<double> after, IReadOnlyList<double> before)
    {
        if (after.Count < 2 || before.Count < 2)
        {
            return null;
        }

        (double mean, double variance) = after.MeanVariance();
        (double otherMean, double otherVariance) = before.MeanVariance();
        (double error, double otherError) = (variance / after.Count, otherVariance / before.Count);
        double difference = mean - otherMean;
        double sum = error + otherError;
        if (sum == 0)
        {
            return new Interval(difference, difference);
        }

        double degreesOfFreedom = sum * sum / ((error * error / (after.Count - 1)) + (otherError * otherError / (before.Count - 1)));
        double half = StudentQuantile.TwoSided(degreesOfFreedom) * Math.Sqrt(sum);
        return new Interval(difference - half, difference + half);
    }
}
