using ExperimentRunner.Statistics;

namespace ExperimentRunner.Reporting.Comparing;

/// <summary>Says in words how figures changed.</summary>
internal static class ChangeText
{
    /// <summary>For example <c>x1.05 (x1.02 to x1.08)</c>.</summary>
    public static string Speed(MeasuredChange? change) => Text(change, value => FigureText.Factor(value));

    /// <summary>For example <c>+0.4 points (-0.2 points to +1.0 points)</c>.</summary>
    public static string Accuracy(MeasuredChange? change) => Text(change, value => $"{(value < 0 ? "-" : "+")}{FigureText.Points(value)}");

    public static string Rate(IReadOnlyList<double> rates) => FigureText.Rate(Estimate.GeometricMean(rates)?.Value);

    public static string Word(Change change) => change.ToString().ToLowerInvariant();

    /// <summary>For example <c>1 regressed, 2 improved, 1 inconclusive of 4 cells</c>.</summary>
    public static string Summary(SweepComparison comparison)
    {
        IEnumerable<string> parts =
            from change in new[] { Change.Regressed, Change.Improved, Change.Inconclusive }
            let count = comparison.Cells.Count(cell => cell.Change == change)
            where count > 0
            select $"{FigureText.Count(count)} {Word(change)}";
        return comparison.Cells.Count == 0 ? "The two sweeps have no cell in common." : $"{string.Join(", ", parts)} of {FigureText.Count(comparison.Cells.Count, "cell", "cells")}.";
    }

    private static string Text(MeasuredChange? change, Func<double, string> write) => change switch
    {
        null => FigureText.None,
        { Interval: { } interval } => $"{write(change.Value)} ({write(interval.Low)} to {write(interval.High)})",
        _ => $"{write(change.Value)} (one repeat)",
    };
}
