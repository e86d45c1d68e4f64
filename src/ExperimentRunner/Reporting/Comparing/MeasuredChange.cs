using ExperimentRunner.Statistics;

namespace ExperimentRunner.Reporting.Comparing;

/// <summary>How a figure changed, of which more is better.</summary>
/// <param name="Value">After over before, or after less before.</param>
/// <param name="IsMore">After is more than before.</param>
/// <param name="Test">Welch's, of the values or of their logarithms; null for fewer than two repeats of either.</param>
/// <param name="Interval">That of the test, in the unit of <paramref name="Value"/>.</param>
internal sealed record MeasuredChange(double Value, bool IsMore, Welch? Test, Interval? Interval)
{
    /// <summary>What all that was compared together allows to say of it.</summary>
    public Change Change { get; private init; } = Change.Inconclusive;

    /// <summary>Ratio of geometric means. Null where one has no value.</summary>
    /// <param name="after">Above 0.</param>
    /// <param name="before">Above 0.</param>
    public static MeasuredChange? OfRates(IReadOnlyList<double> after, IReadOnlyList<double> before)
    {
        double[] afterLogs = [.. after.Select(rate => Math.Log(rate))];
        double[] beforeLogs = [.. before.Select(rate => Math.Log(rate))];
        return Of(afterLogs, beforeLogs, leastDeviation: 0) is { } logs ? logs with { Value = Math.Exp(logs.Value), Interval = logs.Interval?.Exponential() } : null;
    }

    /// <summary>Difference of means. Null where one has no value.</summary>
    /// <param name="after">Shares of right answers, 0 to 1.</param>
    /// <param name="before">The same.</param>
    /// <param name="images">In the smaller test set; above 0.</param>
    public static MeasuredChange? OfAccuracies(IReadOnlyList<double> after, IReadOnlyList<double> before, int images) =>
        Of(after, before, WholeImages.DeviationOfShare(images));

    /// <param name="largestReal">P-values up to it are told of.</param>
    public MeasuredChange Judged(double largestReal) => this with
    {
        Change = Test is not { } test || test.PValue > largestReal ? Change.Inconclusive : IsMore ? Change.Improved : Change.Regressed,
    };

    private static MeasuredChange? Of(IReadOnlyList<double> after, IReadOnlyList<double> before, double leastDeviation)
    {
        if (after.Count == 0 || before.Count == 0)
        {
            return null;
        }

        Welch? test = Welch.Difference(after, before, leastDeviation);
        double difference = after.Average() - before.Average();
        return new(difference, difference > 0, test, test?.Interval);
    }
}
