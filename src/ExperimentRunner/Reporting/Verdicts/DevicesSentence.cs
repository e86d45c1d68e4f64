using ExperimentRunner.Reporting.Cells;
using ExperimentRunner.Reporting.Scaling;

namespace ExperimentRunner.Reporting.Verdicts;

/// <summary>Whether more devices paid, told by the curves that the baseline is on (a weak and a strong one at most); null where devices do not vary.</summary>
internal static class DevicesSentence
{
    public static string? Of(SpeedupReport report)
    {
        IReadOnlyList<ScalingCurve> told = Told(report);
        return told.Count == 0 ? null : string.Join(' ', told.Select(Of));
    }

    /// <summary>The curves that the verdict speaks of.</summary>
    public static IReadOnlyList<ScalingCurve> Told(SpeedupReport report)
    {
        ScalingCurve[] measured = [.. report.Curves.Where(curve => Added(curve).Any())];
        ScalingCurve[] ofBaseline = [.. measured.Where(curve => curve.Points.Any(point => point.Cell.Id == report.Plan.BaselineCellId))];
        return ofBaseline.Length > 0 ? ofBaseline : [.. measured.Take(1)];
    }

    private static IEnumerable<ScalingPoint> Added(ScalingCurve curve) =>
        curve.Points.Where(point => point.Speedup is not null && point.Devices > curve.First.Devices);

    private static string Of(ScalingCurve curve)
    {
        ScalingPoint[] points = [.. Added(curve)];
        string kind = curve.Kind == ScalingKind.Weak ? "weak" : "strong";
        return $"{Claim(points)}: {string.Join(", ", points.Select(Describe))}, against {Devices(curve.First)} ({kind} scaling, {curve.Label}).";
    }

    private static string Claim(ScalingPoint[] points)
    {
        ScalingPoint best = points.MaxBy(point => point.Speedup!.Value)!;
        return (best.Speedup!.Certainty, best.Speedup.Value > 1) switch
        {
            (Certainty.OneRepeat, _) => "More devices, measured once",
            (Certainty.NotDistinguishable, _) => "More devices made no distinguishable difference",
            (Certainty.Distinguishable, false) => "More devices did not pay",
            (Certainty.Distinguishable, true) when IsSlower(points[^1].Cell, best.Cell) => $"More devices paid in time, up to {FigureText.Count(best.Devices)}",
            (Certainty.Distinguishable, true) => "More devices paid in time",
        };
    }

    private static bool IsSlower(Cell cell, Cell other) =>
        Ratio.OfSpeeds(cell, other) is { Value: < 1, Certainty: Certainty.Distinguishable };

    private static string Describe(ScalingPoint point) =>
        $"{FigureText.Factor(point.Speedup!.Value)} on {FigureText.Count(point.Devices)} (efficiency {FigureText.Percent(point.Efficiency)}, {FigureText.Factor(1 / point.Efficiency)} the device-hours)";

    private static string Devices(ScalingPoint first) => FigureText.Count(first.Devices, "device", "devices");
}
