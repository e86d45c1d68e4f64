namespace ExperimentRunner.Statistics;

/// <summary>Where a figure lies with 95 % confidence.</summary>
internal sealed record Interval(double Low, double High)
{
    public const double Confidence = 0.95;

    public bool Contains(double value) => Low <= value && value <= High;

    /// <summary>Of a logarithm, as the interval of the figure; both ends are finite.</summary>
    public Interval Exponential() => Through(log => Math.Min(Math.Exp(log), double.MaxValue));

    /// <summary>The same through a function that grows, or falls, all along.</summary>
    public Interval Through(Func<double, double> monotone)
    {
        (double a, double b) = (monotone(Low), monotone(High));
        return new Interval(Math.Min(a, b), Math.Max(a, b));
    }
}
