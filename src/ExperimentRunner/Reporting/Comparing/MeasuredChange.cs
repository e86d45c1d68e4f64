using ExperimentRunner.Statistics;

namespace ExperimentRunner.Reporting.Comparing;

/// <summary>How a figure changed, of which more is better.</summary>
/// <param name="Value">After over before, or after less before.</param>
/// <param name="Interval">Welch's; null for fewer than two repeats of either.</param>
/// <param name="Change">What the interval says of it.</param>
internal sealed record MeasuredChange(double Value, Interval? Interval, Change Change)
{
    /// <summary>Ratio of geometric means. Null where one has no value.</summary>
    /// <param name="after">Above 0.</param>
    /// <param name="before">Above 0.</param>
    public static MeasuredChange? OfRates(IReadOnlyList<double> after, IReadOnlyList<double> before)
    {
        double[] afterLogs = [.. after.Select(rate => Math.Log(rate))];
        double[] beforeLogs = [.. before.Select(rate => Math.Log(rate))];
        return OfShares(afterLogs, beforeLogs) is { } logs ? new(Math.Exp(logs.Value), logs.Interval?.Through(Math.Exp), logs.Change) : null;
    }

    /// <summary>Difference of means. Null where one has no value.</summary>
    public static MeasuredChange? OfShares(IReadOnlyList<double> after, IReadOnlyList<double> before)
    {
        if (after.Count == 0 || before.Count == 0)
        {
            return null;
        }

        Interval? interval = Welch.Difference(after, before);
        Change change = interval switch
        {
            { Low: > 0 } => Change.Improved,
            { High: < 0 } => Change.Regressed,
            _ => Change.Inconclusive,
        };
        return new(after.Average() - before.Average(), interval, change);
    }
}
