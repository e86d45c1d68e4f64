using ExperimentRunner.Reporting.Scaling;

namespace ExperimentRunner.Reporting.Tables;

/// <summary>One point of a curve, with the curve that it is on.</summary>
internal sealed record ScalingRow(ScalingCurve Curve, ScalingPoint Point)
{
    public static IReadOnlyList<Column<ScalingRow>> Columns { get; } =
    [
        new("group", row => row.Curve.Label, IsNumber: false),
        new("devices", row => FigureText.Count(row.Point.Devices)),
        new("images/s", row => FigureText.Rate(row.Point.Cell.Figures.ImagesPerSecond?.Mean.Value)),
        new("speedup", row => FigureText.Factor(row.Point.Speedup?.Value)),
        new("95 % interval", row => row.Point.Speedup is { Low: { } low, High: { } high } && row.Point != row.Curve.First
            ? $"{FigureText.Factor(low)} to {FigureText.Factor(high)}"
            : FigureText.None),
        new("efficiency", row => FigureText.Percent(row.Point.Efficiency)),
        new("serial fraction", row => SerialFraction(row.Point.SerialFraction)),
    ];

    public static IReadOnlyList<ScalingRow> Of(IEnumerable<ScalingCurve> curves) =>
        [.. curves.SelectMany(curve => curve.Points.Select(point => new ScalingRow(curve, point)))];

    private static string SerialFraction(KarpFlatt? fraction) => fraction switch
    {
        null => FigureText.None,
        { Interval: { } interval } => $"{FigureText.Fraction(fraction.Value)} ({FigureText.Fraction(interval.Low)} to {FigureText.Fraction(interval.High)})",
        _ => FigureText.Fraction(fraction.Value),
    };
}
