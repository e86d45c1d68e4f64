using ExperimentRunner.Reporting.Cells;

namespace ExperimentRunner.Reporting.Tables;

/// <summary>How each cell ran: batch, precision, step times and what they were spent on.</summary>
internal static class TimeColumns
{
    public static IReadOnlyList<Column<CellReport>> Of(SpeedupReport report) =>
    [
        .. AxisColumns.Of(report),
        new("global batch", row => FigureText.Count(row.Cell.Spec.GlobalBatch)),
        new("ran in", row => row.Cell.Figures.PrecisionText ?? FigureText.None, IsNumber: false),
        new("step", row => FigureText.Milliseconds(row.Cell.Figures.StepSeconds), Value: row => row.Cell.Figures.StepSeconds),
        new("p95", row => FigureText.Milliseconds(row.Cell.Figures.StepSecondsP95), Value: row => row.Cell.Figures.StepSecondsP95),
        Share("data wait", shares => shares.DataWait),
        .. Copies(report) ? [Share("copy", shares => shares.Copy)] : Array.Empty<Column<CellReport>>(),
        Share("forward", shares => shares.Forward),
        Share("backward", shares => shares.Backward),
        Share("exchange", shares => shares.Exchange),
        Share("optimizer", shares => shares.Optimizer),
        new("steps", row => Steps(row.Cell.Figures), Value: row => row.Cell.Figures.MeasuredSteps),
        new("peak memory", row => FigureText.Bytes(row.Cell.Figures.PeakMemoryBytes), Value: row => row.Cell.Figures.PeakMemoryBytes),
        .. Usage(report, "cores busy", usage => usage.CpuPercent / 100, value => FigureText.Percent(value)),
        .. Usage(report, "GPUs busy", usage => usage.GpuPercent / 100, value => FigureText.Percent(value)),
        .. Usage(report, "energy", usage => usage.EnergyJoules, value => FigureText.Energy(value)),
        new("evaluation", row => FigureText.PercentExactly(row.Cell.Figures.EvaluationShare), Value: row => row.Cell.Figures.EvaluationShare),
        new("wall time", row => FigureText.Duration(row.Cell.Figures.WallSeconds), Value: row => row.Cell.Figures.WallSeconds),
    ];

    /// <summary>Some cell moved images to devices with memory of their own.</summary>
    public static bool Copies(SpeedupReport report) => report.Cells.Any(row => row.Cell.Figures.Shares is { Copy: > 0 });

    /// <summary>Only where some cell was sampled for it.</summary>
    private static IReadOnlyList<Column<CellReport>> Usage(SpeedupReport report, string head, Func<CellUsage, double?> figure, Func<double?, string> text)
    {
        double? Of(CellReport row) => row.Cell.Figures.Usage is { } usage ? figure(usage) : null;
        return report.Cells.Any(row => Of(row) is not null) ? [new(head, row => text(Of(row)), Value: row => Of(row))] : [];
    }

    private static Column<CellReport> Share(string head, Func<TimeShares, double> share) =>
        new(head, row => FigureText.PercentExactly(row.Cell.Figures.Shares is { } shares ? share(shares) : null));

    private static string Steps(CellFigures figures) => figures is { WarmupSteps: { } warmup, MeasuredSteps: { } measured } ? $"{FigureText.Count(warmup)} + {FigureText.Count(measured)}" : FigureText.None;
}
