using ExperimentRunner.Reporting.Scaling;
using ExperimentRunner.Reporting.Scaling.Laws;
using ExperimentRunner.Statistics;

namespace ExperimentRunner.Reporting.Tables;

/// <summary>One law that was fitted to one curve.</summary>
internal sealed record LawRow(ScalingCurve Curve, LawFit.Fitted Fit)
{
    public static IReadOnlyList<Column<LawRow>> Columns { get; } =
    [
        new("group", row => row.Curve.Label, IsNumber: false),
        new("law", row => row.Fit.Law.Name, IsNumber: false),
        new("parameters", row => Parameters(row.Fit), IsNumber: false),
        new("runs", row => FigureText.Count(row.Fit.Observations)),
        new("degrees of freedom", row => FigureText.Count(row.Fit.DegreesOfFreedom)),
        new("runs around it", row => row.Fit.ResidualSpread is { } spread ? $"±{FigureText.PercentExactly(spread)}" : FigureText.None),
        .. Prediction.DeviceCounts.Select(devices => new Column<LawRow>($"on {FigureText.Count(devices)}", row => Predicted(row.Fit, devices) ?? FigureText.None)),
        new("peak", row => Peak(row.Fit) ?? FigureText.None, IsNumber: false),
    ];

    public static IReadOnlyList<LawRow> Of(IEnumerable<ScalingCurve> curves) =>
        [.. curves.SelectMany(curve => curve.Fits.All.OfType<LawFit.Fitted>().Select(fit => new LawRow(curve, fit)))];

    /// <summary>For example <c>12 devices (9 to 17)</c>.</summary>
    public static string? Peak(LawFit.Fitted fit) => fit.Peak switch
    {
        null => null,
        { Devices: null } => "none in sight",
        { Devices: { } devices, Low: { } low, High: { } high } => $"{Number(devices)} devices ({Number(low)} to {Number(high)})",
        { Devices: { } devices, Low: { } low } => $"{Number(devices)} devices ({Number(low)} or more)",
        { Devices: { } devices } => $"{Number(devices)} devices{(fit.DegreesOfFreedom > 0 ? " (any other is as likely)" : "")}",
    };

    private static string Parameters(LawFit.Fitted fit) => string.Join(", ", fit.Parameters.Select(parameter => parameter.Interval is { } interval
        ? $"{parameter.Name} {FigureText.Fraction(parameter.Value)} ({FigureText.Fraction(interval.Low)} to {FigureText.Fraction(interval.High)})"
        : $"{parameter.Name} {FigureText.Fraction(parameter.Value)}"));

    private static string? Predicted(LawFit.Fitted fit, int devices) =>
        fit.Predictions.FirstOrDefault(prediction => prediction.Devices == devices) is { } prediction ? Factor(prediction.Speedup, prediction.Interval) : null;

    private static string Factor(double value, Interval? interval) => interval is null
        ? FigureText.Factor(value)
        : $"{FigureText.Factor(value)} ({FigureText.Factor(interval.Low)} to {FigureText.Factor(interval.High)})";

    private static string Number(double devices) => FigureText.Rate(devices);
}
