namespace ExperimentRunner.Reporting.Charts;

/// <summary>Cells by two figures of which one costs the other, and those that no other cell beats in both.</summary>
internal static class TradeOffCharts
{
    public static LineChart? AccuracyAgainstTime(SpeedupReport report)
    {
        TradeOffCell[] cells = [.. report.Cells.Select(cell => cell.Cell)
            .Where(cell => cell.Figures is { Accuracy: not null, WallSeconds: > 0 })
            .Select(cell => new TradeOffCell(cell, cell.Figures.WallSeconds!.Value, cell.Figures.Accuracy!.Mean.Value, cell.Figures.Accuracy))];
        IReadOnlyList<TradeOffCell> front = TradeOffCell.FrontOfHighest(cells);
        return Draw("accuracy-time", "Accuracy against time", "accuracy", cells, front, FigureText.PercentExactly) is { } chart
            ? chart with
            {
                Caption = $"Test accuracy after the last epoch, and the wall time of a run; bars: lowest to highest repeat. Named: cells that no other beats in both.{LeftOut(cells, front)}",
                YLabel = "test accuracy",
                IsShare = true,
            }
            : null;
    }

    public static LineChart? CostAgainstTime(SpeedupReport report)
    {
        string unit = report.Plan.Price?.Currency is { } currency ? PlainText.OneLine(currency) : "device-hours";
        TradeOffCell[] cells = [.. from cell in report.Cells
            let cost = report.Plan.Price is null ? cell.Cell.Figures.DeviceHours : cell.Price?.Run
            where cost is not null && cell.Cell.Figures.WallSeconds > 0
            select new TradeOffCell(cell.Cell, cell.Cell.Figures.WallSeconds!.Value, cost.Mean.Value, cost)];
        IReadOnlyList<TradeOffCell> front = TradeOffCell.FrontOfLowest(cells);
        return Draw("cost-time", "Cost against time", "cost", cells, front, cost => $"{FigureText.Rate(cost)} {unit}") is { } chart
            ? chart with
            {
                Caption = $"Devices times wall time of a run{(report.Plan.Price is null ? "" : ", at the plan's price")}; bars: lowest to highest repeat. Named: cells that no other beats in both.{LeftOut(cells, front)}",
                YLabel = unit,
                BeginsAtZero = true,
            }
            : null;
    }

    private static LineChart? Draw(string id, string title, string yLabel, TradeOffCell[] cells, IReadOnlyList<TradeOffCell> front, Func<double?, string> y)
    {
        if (cells.Length < 2)
        {
            return null;
        }

        TimeAxis unit = TimeAxis.For(cells.Max(cell => cell.Seconds));
        ChartSeries[] named = [.. front.Take(ChartLimits.Series).Select(cell => new ChartSeries(cell.Cell.Label, SeriesLook.Points, [Point(cell, unit)]))];
        TradeOffCell[] others = [.. cells.Except(front.Take(ChartLimits.Series)).Take(ChartLimits.BackgroundPoints)];
        return new LineChart
        {
            Id = id,
            Title = title,
            Description = ChartText.Describe(title, named, time => FigureText.Duration(time * unit.Seconds), y),
            Caption = "",
            XLabel = $"wall time of a run ({unit.Name})",
            YLabel = yLabel,
            Series =
            [
                .. others.Length == 0 ? [] : new[] { new ChartSeries("other cells", SeriesLook.Background, [.. others.Select(cell => Point(cell, unit) with { Low = null, High = null })]) },
                .. front.Count < 2 ? [] : new[] { new ChartSeries("not beaten in both", SeriesLook.Reference, [.. front.Select(cell => new ChartPoint(cell.Seconds / unit.Seconds, cell.Y))]) },
                .. named,
            ],
        };
    }

    private static ChartPoint Point(TradeOffCell cell, TimeAxis unit) => cell.Range is { Count: > 1 } range
        ? new ChartPoint(cell.Seconds / unit.Seconds, cell.Y, range.Min, range.Max)
        : new ChartPoint(cell.Seconds / unit.Seconds, cell.Y);

    private static string LeftOut(TradeOffCell[] cells, IReadOnlyList<TradeOffCell> front) =>
        ChartLimits.LeftOut(cells.Length - Math.Min(front.Count, ChartLimits.Series), ChartLimits.BackgroundPoints, "cells");
}
