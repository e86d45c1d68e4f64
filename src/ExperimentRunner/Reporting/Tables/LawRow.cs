using ExperimentRunner.Reporting.Scaling;
using ExperimentRunner.Reporting.Scaling.Laws;
using ExperimentRunner.Statistics;

namespace ExperimentRunner.Reporting.Tables;

/// <summary>One law that was fitted to one curve.</summary>
internal sealed record LawRow(ScalingCurve Curve, LawFit Fit)
{
    public static IReadOnlyList<Column<LawRow>> Columns { get; } =
    [
        new("group", row => row.Curve.Label, IsNumber: false),
        new("law", row => row.Fit.Law.Name, IsNumber: false),
        new("parameters", row => row.Of(Parameters) ?? "-", IsNumber: false),
        new("runs", row => row.Of(fit => FigureText.Count(fit.Observations)) ?? FigureText.None),
        new("degrees of freedom", row => row.Of(fit => FigureText.Count(fit.DegreesOfFreedom)) ?? FigureText.None),
        new("runs around it", row => row.Of(fit => fit.ResidualSpread is { } spread ? $"±{FigureText.PercentExactly(spread)}" : null) ?? FigureText.None),
        .. Prediction.DeviceCounts.Select(devices => new Column<LawRow>($"on {FigureText.Count(devices)}", row => row.Of(fit => Predicted(fit, devices)) ?? FigureText.None)),
        new("peak", row => row.Of(fit => Peak(fit.Peak)) ?? FigureText.None, IsNumber: false),
    ];

    public static IReadOnlyList<LawRow> Of(IEnumerable<ScalingCurve> curves) =>
        [.. curves.SelectMany(curve => curve.Fits.All.Where(fit => fit is LawFit.Fitted).Select(fit => new LawRow(curve, fit)))];

    /// <summary>For example <c>12 devices (9 to 17)</c>.</summary>
    public static string? Peak(PeakDevices? peak) => peak switch
    {
        null => null,
        { Devices: null } => "none in sight",
        { Devices: { } devices, Low: { } low, High: { } high } => $"{Number(devices)} devices ({Number(low)} to {Number(high)})",
        { Devices: { } devices, Low: { } low } => $"{Number(devices)} devices ({Number(low)} or more)",
        { Devices: { } devices } => $"{Number(devices)} devices",
    };

    private string? Of(Func<LawFit.Fitted, string?> text) => Fit is LawFit.Fitted fitted ? text(fitted) : null;

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
