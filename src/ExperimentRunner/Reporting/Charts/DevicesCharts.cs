using ExperimentRunner.Reporting.Scaling;

namespace ExperimentRunner.Reporting.Charts;

/// <summary>What more devices bought, one line a group of cells that differ in devices alone.</summary>
internal static class DevicesCharts
{
    public static LineChart? Speedup(SpeedupReport report)
    {
        ScalingCurve[] curves = [.. Measured(report)];
        return curves.Length == 0
            ? null
            : Chart(curves, "speedup", "Speedup over devices", "speedup", Ideal(curves, devices => devices), SpeedupOf) with
            {
                Caption = $"Against the fewest devices of the same group, for the same number of images; dashed: every device adds its full speed. Bands: {Range}.{LeftOut(curves)}",
            };
    }

    public static LineChart? Efficiency(SpeedupReport report)
    {
        ScalingCurve[] curves = [.. Measured(report)];
        return curves.Length == 0
            ? null
            : Chart(curves, "efficiency", "Efficiency over devices", "efficiency", Ideal(curves, _ => 1), EfficiencyOf) with
            {
                Caption = $"Speedup over the ratio of devices: the share of the added devices that turned into speed. Bands: {Range}.{LeftOut(curves)}",
                IsShare = true,
            };
    }

    private const string Range = "95 % interval over the repeats";

    private static ChartPoint SpeedupOf(ScalingPoint point) => new(point.Devices, point.Speedup!.Value, point.Speedup.Low, point.Speedup.High);

    private static ChartPoint EfficiencyOf(ScalingPoint point) => new(point.Devices, point.Efficiency!.Value, point.EfficiencyInterval?.Low, point.EfficiencyInterval?.High);

    private static IEnumerable<ScalingCurve> Measured(SpeedupReport report) => report.Curves
        .Where(curve => curve.Points.Count(point => point.Speedup is not null) > 1)
        .OrderByDescending(curve => curve.Points.Any(point => point.Cell.Id == report.Plan.BaselineCellId));

    private static LineChart Chart(ScalingCurve[] curves, string id, string title, string yLabel, ChartSeries ideal, Func<ScalingPoint, ChartPoint> draw)
    {
        ChartSeries[] series = [.. curves.Take(ChartLimits.Series).Select(curve => Series(curve, curves, draw))];
        return new LineChart
        {
            Id = id,
            Title = title,
            Description = ChartText.Describe(title, series, devices => FigureText.Count((int)devices, "device", "devices"), id == "efficiency" ? FigureText.Percent : FigureText.Factor),
            Caption = "",
            XLabel = "devices",
            YLabel = yLabel,
            Series = [ideal, .. series],
            XTicks = [.. curves.SelectMany(curve => curve.Points).Select(point => point.Devices).Distinct().Order()],
            BeginsAtZero = true,
        };
    }

    private static ChartSeries Series(ScalingCurve curve, ScalingCurve[] all, Func<ScalingPoint, ChartPoint> draw)
    {
        bool kindVaries = all.DistinctBy(other => other.Kind).Count() > 1;
        string name = kindVaries ? $"{curve.Kind.ToString().ToLowerInvariant()}: {curve.Label}" : curve.Label;
        return new ChartSeries(name, SeriesLook.Line, [.. curve.Points.Where(point => point.Speedup is not null).Select(draw)]);
    }

    private static ChartSeries Ideal(ScalingCurve[] curves, Func<double, double> ideal)
    {
        int first = curves.Min(curve => curve.First.Devices);
        int last = curves.Max(curve => curve.Points[^1].Devices);
        return new ChartSeries("ideal", SeriesLook.Reference, [new(first, ideal(1)), new(last, ideal((double)last / first))]);
    }

    private static string LeftOut(ScalingCurve[] curves) => ChartLimits.LeftOut(curves.Length, ChartLimits.Series, "groups");
}
