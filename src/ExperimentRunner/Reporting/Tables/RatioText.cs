using ExperimentRunner.Reporting.Cells;

namespace ExperimentRunner.Reporting.Tables;

/// <summary>A ratio with its interval.</summary>
internal static class RatioText
{
    /// <summary>For example <c>x1.94 (x1.90 to x1.98)</c>.</summary>
    public static string Of(Ratio? ratio) => ratio is { Low: { } low, High: { } high }
        ? $"{FigureText.Factor(ratio.Value)} ({FigureText.Factor(low)} to {FigureText.Factor(high)})"
        : FigureText.Factor(ratio?.Value);

    /// <summary>For example <c>-1.3 points (-2.5 to -0.1)</c>.</summary>
    public static string Of(AccuracyDifference? difference) => difference switch
    {
        null => FigureText.None,
        { Interval: { } interval } => $"{FigureText.SignedPoints(difference.Value)} points ({FigureText.SignedPoints(interval.Low)} to {FigureText.SignedPoints(interval.High)})",
        _ => $"{FigureText.SignedPoints(difference.Value)} points",
    };
}
