using ExperimentRunner.Reporting.Cells;

namespace ExperimentRunner.Reporting.Charts;

/// <summary>Test accuracy after each epoch, of the baseline and the fastest cells.</summary>
internal static class LearningCurveCharts
{
    private const string WhichCells = "Median of the finished repeats; bands: lowest to highest.";

    public static LineChart? ByEpoch(SpeedupReport report) => Draw(
        report,
        "learning-epochs",
        "Accuracy by epoch",
        "epoch",
        point => point.Epoch,
        epoch => $"epoch {FigureText.Count((int)epoch)}",
        "What the bigger batch or another rate does to learning, whatever the speed.") is { } chart
        ? chart with { HasWholeX = true }
        : null;

    /// <summary>None where runs worked side by side.</summary>
    public static LineChart? ByTime(SpeedupReport report)
    {
        if (report.Remarks.PackedRuns > 0)
        {
            return null;
        }

        TimeAxis unit = TimeAxis.For(Learning(report).SelectMany(curve => curve.Points).Select(point => point.Seconds).DefaultIfEmpty().Max());
        return Draw(
            report,
            "learning-time",
            "Accuracy by time",
            $"time of training and evaluation ({unit.Name})",
            point => point.Seconds / unit.Seconds,
            time => FigureText.Duration(time * unit.Seconds),
            "The same over time, which is what speed and learning come to together.");
    }

    private static LineChart? Draw(SpeedupReport report, string id, string title, string xLabel, Func<LearningPoint, double> x, Func<double, string> describe, string meaning)
    {
        (Cell Cell, IReadOnlyList<LearningPoint> Points)[] curves = [.. Learning(report)];
        if (!curves.Any(curve => curve.Points.Count > 1))
        {
            return null;
        }

        ChartSeries[] series = [.. curves.Take(ChartLimits.Series).Select(curve => new ChartSeries(
            curve.Cell.Label,
            SeriesLook.Line,
            [.. curve.Points.Select(point => new ChartPoint(x(point), point.Accuracy.Median, Low(point), High(point)))]))];
        return new LineChart
        {
            Id = id,
            Title = title,
            Description = ChartText.Describe(title, series, describe, FigureText.PercentExactly),
            Caption = $"{meaning} {WhichCells}{(curves.Length > ChartLimits.Series ? $" The baseline and the {FigureText.Count(ChartLimits.Series - 1)} fastest of {FigureText.Count(curves.Length)} cells." : "")}",
            XLabel = xLabel,
            YLabel = "test accuracy",
            Series = series,
            IsShare = true,
        };
    }

    private static double? Low(LearningPoint point) => point.Accuracy.Count > 1 ? point.Accuracy.Min : null;

    private static double? High(LearningPoint point) => point.Accuracy.Count > 1 ? point.Accuracy.Max : null;

    private static IEnumerable<(Cell Cell, IReadOnlyList<LearningPoint> Points)> Learning(SpeedupReport report) => report.Cells
        .OrderByDescending(cell => cell.IsBaseline)
        .ThenByDescending(cell => cell.Cell.Figures.ImagesPerSecond?.Mean.Value)
        .Select(cell => (cell.Cell, LearningPoint.Of(cell.Cell)))
        .Where(curve => curve.Item2.Count > 0);
}
