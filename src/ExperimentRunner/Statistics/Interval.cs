namespace ExperimentRunner.Statistics;

/// <summary>Where a figure lies with 95 % confidence.</summary>
internal sealed record Interval(double Low, double High)
{
    public const double Confidence = 0.95;

    /// <summary>
    /// Nominal confidence of t intervals over repeats that end as soon as the interval is narrow. A run of luck ends them, so that nominal 95 % held the
    /// truth in as little as 89 %; this one does in 93.7 % or more. That looks at growing samples need a tighter nominal level is known from group
    /// sequential trials (Pocock 1977, doi:10.1093/biomet/64.2.191); how tight for an end by width is from simulation (docs/scaling.md).
    /// </summary>
    public const double ConfidenceWhereStopped = 0.975;

    public bool Contains(double value) => Low <= value && value <= High;

    /// <summary>What both hold; null if that is nothing.</summary>
    public Interval? Within(Interval other) => Math.Max(Low, other.Low) is var low && Math.Min(High, other.High) is var high && low <= high ? new Interval(low, high) : null;

    /// <summary>Of a logarithm, as the interval of the figure; both ends are finite.</summary>
    public Interval Exponential() => Through(log => Math.Min(Math.Exp(log), double.MaxValue));

    /// <summary>The same through a function that grows, or falls, all along.</summary>
    public Interval Through(Func<double, double> monotone)
    {
        (double a, double b) = (monotone(Low), monotone(High));
        return new Interval(Math.Min(a, b), Math.Max(a, b));
    }
}
