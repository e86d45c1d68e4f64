using MathNet.Numerics.Distributions;

namespace ExperimentRunner.Statistics;

/// <summary>Quantiles of Student's t distribution for two-sided intervals.</summary>
internal static class StudentQuantile
{
    // A report of 10,000 runs asks some ten thousand times, nearly always for few degrees of freedom.
    private static readonly double[] Few = [.. Enumerable.Range(1, 32).Select(count => TwoSided((double)count))];

    /// <param name="degreesOfFreedom">1 or more.</param>
    public static double TwoSided(int degreesOfFreedom) =>
        degreesOfFreedom <= Few.Length ? Few[degreesOfFreedom - 1] : TwoSided((double)degreesOfFreedom);

    /// <param name="degreesOfFreedom">1 or more.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    public static double TwoSided(int degreesOfFreedom, double confidence) =>
        confidence == Interval.Confidence ? TwoSided(degreesOfFreedom) : Quantile(degreesOfFreedom, confidence);

    /// <param name="degreesOfFreedom">Above 0, and not whole where two spreads are put together.</param>
    public static double TwoSided(double degreesOfFreedom) => Quantile(degreesOfFreedom, Interval.Confidence);

    private static double Quantile(double degreesOfFreedom, double confidence) => StudentT.InvCDF(0, 1, degreesOfFreedom, (1 + confidence) / 2);
}
