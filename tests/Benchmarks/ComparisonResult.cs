namespace Benchmarks;

/// <summary>What was measured, round by round, in images/s.</summary>
internal sealed record ComparisonResult(string Question, double Wanted, IReadOnlyList<double> Numerator, IReadOnlyList<double> Denominator)
{
    /// <summary>Numerator over denominator of each round, in ascending order.</summary>
    public IReadOnlyList<double> Ratios => [.. Numerator.Zip(Denominator, (upper, lower) => upper / lower).Order()];

    public double MedianRatio => Median(Ratios);

    public double MedianNumerator => Median([.. Numerator.Order()]);

    public double MedianDenominator => Median([.. Denominator.Order()]);

    private static double Median(IReadOnlyList<double> sorted) => (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
}
