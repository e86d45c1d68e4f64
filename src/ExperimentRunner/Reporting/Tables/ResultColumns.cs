using System.Text.Json;
using ExperimentRunner.Reporting.Cells;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Reporting.Tables;

/// <summary>How fast and how good each cell is.</summary>
internal static class ResultColumns
{
    public static IReadOnlyList<Column<CellReport>> All(SpeedupReport report) =>
    [
        .. AxisColumns.Of(report),
        new("images/s", row => Speed(row.Cell.Figures), Value: row => row.Cell.Figures.ImagesPerSecond?.Mean.Value),
        new("speedup", row => row.IsBaseline && row.Speedup is not null ? "x1.00 (baseline)" : RatioText.Of(row.Speedup), Value: row => row.Speedup?.Value, Tone: ResultTone.OfSpeedup),
        new("efficiency", row => Efficiency(row), Value: row => row.Efficiency),
        .. Scaling(report),
        .. AmpGain(report),
        new("accuracy", row => Accuracy(row.Cell.Figures.Accuracy), Value: row => row.Cell.Figures.Accuracy?.Mean.Value),
        .. Floor(report),
        new("best accuracy", row => Accuracy(row.Cell.Figures.BestAccuracy), Value: row => row.Cell.Figures.BestAccuracy?.Mean.Value),
        .. TimeToTarget(report),
        .. Ending,
    ];

    /// <summary>What fits into about 120 characters.</summary>
    public static IReadOnlyList<Column<CellReport>> Wide(SpeedupReport report) =>
    [
        .. AxisColumns.Of(report),
        new("images/s", row => FigureText.Rate(row.Cell.Figures.ImagesPerSecond?.Mean.Value) + Mark(row.Cell.Figures)),
        new("±", row => FigureText.PercentExactly(row.Cell.Figures.ImagesPerSecond?.RelativeHalfWidth)),
        new("speedup", row => row.IsBaseline && row.Speedup is not null ? "baseline" : FigureText.Factor(row.Speedup?.Value), Tone: ResultTone.OfSpeedup),
        new("efficiency", row => FigureText.Percent(row.Efficiency)),
        .. Scaling(report),
        .. AmpGain(report),
        new("accuracy", row => FigureText.PercentExactly(row.Cell.Figures.Accuracy?.Mean.Value)),
        .. Ending,
    ];

    /// <summary>What fits into about 80 characters.</summary>
    public static IReadOnlyList<Column<CellReport>> Narrow(SpeedupReport report) =>
    [
        .. AxisColumns.Of(report),
        new("images/s", row => FigureText.Rate(row.Cell.Figures.ImagesPerSecond?.Mean.Value)),
        new("speedup", row => row.IsBaseline && row.Speedup is not null ? "baseline" : FigureText.Factor(row.Speedup?.Value), Tone: ResultTone.OfSpeedup),
        new("accuracy", row => FigureText.PercentExactly(row.Cell.Figures.Accuracy?.Mean.Value)),
        new("runs", row => row.Cell.FinishedRuns > 0 ? Runs(row.Cell) : $"{Runs(row.Cell)} {Status(row.Cell)}", IsNumber: false, Tone: ResultTone.OfStatus),
    ];

    private static IReadOnlyList<Column<CellReport>> Ending { get; } =
    [
        new("runs", row => Runs(row.Cell)),
        new("status", row => Status(row.Cell), IsNumber: false, Tone: ResultTone.OfStatus),
    ];

    private static string Runs(Cell cell) => $"{FigureText.Count(cell.FinishedRuns)}/{FigureText.Count(cell.Runs.Count)}";

    private static string Status(Cell cell) => JsonNamingPolicy.SnakeCaseLower.ConvertName(cell.Status.ToString()).Replace('_', ' ');

    private static IReadOnlyList<Column<CellReport>> Scaling(SpeedupReport report) => report.Cells.All(cell => cell.Scaling is null)
        ? []
        : [new("scaling", row => row.Scaling?.ToString().ToLowerInvariant() ?? FigureText.None, IsNumber: false)];

    private static IReadOnlyList<Column<CellReport>> AmpGain(SpeedupReport report) => report.Cells.All(cell => cell.Cell.Spec.Amp == Amp.Off)
        ? []
        : [new("AMP gain", row => FigureText.Factor(row.AmpGain?.Value), Value: row => row.AmpGain?.Value)];

    private static IReadOnlyList<Column<CellReport>> Floor(SpeedupReport report) => report.Cells.All(cell => cell.Cell.Figures.AccuracyFloor is null)
        ? []
        : [new("floor", row => row.Cell.Figures.AccuracyFloor is { } floor ? $"{FigureText.PercentExactly(floor.Low)} to {FigureText.PercentExactly(floor.High)}" : FigureText.None, Value: row => row.Cell.Figures.AccuracyFloor?.Low)];

    private static IReadOnlyList<Column<CellReport>> TimeToTarget(SpeedupReport report) => report.Cells.All(cell => cell.Cell.Spec.Train.TargetAccuracy <= 0)
        ? []
        : [new("time to target", row => TimeToTarget(row.Cell), Value: row => row.Cell.Figures.SecondsToTarget?.Mean.Value)];

    private static string TimeToTarget(Cell cell) => cell.Figures.TargetReached switch
    {
        null => FigureText.None,
        0 => $"{FigureText.PercentExactly(cell.Spec.Train.TargetAccuracy)} not reached",
        var reached => $"{FigureText.Duration(cell.Figures.SecondsToTarget?.Mean.Value)} to {FigureText.PercentExactly(cell.Spec.Train.TargetAccuracy)}"
            + (reached < cell.FinishedRuns ? $" ({reached} of {cell.FinishedRuns} repeats)" : ""),
    };

    private static string Speed(CellFigures figures) => figures.ImagesPerSecond switch
    {
        null => FigureText.None,
        { Mean: { Interval: { } interval } mean } =>
            $"{FigureText.Rate(mean.Value)} ({FigureText.Rate(interval.Low)} to {FigureText.Rate(interval.High)}){Mark(figures)}",
        { } speed => FigureText.Rate(speed.Mean.Value) + Mark(figures),
    };

    private static string Efficiency(CellReport row) => row is { EfficiencyInterval: { } interval }
        ? $"{FigureText.Percent(row.Efficiency)} ({FigureText.Percent(interval.Low)} to {FigureText.Percent(interval.High)})"
        : FigureText.Percent(row.Efficiency);

    private static string Mark(CellFigures figures) => figures.HasFewSteps ? " †" : "";

    private static string Accuracy(Spread? accuracy) => accuracy switch
    {
        null => FigureText.None,
        { Mean: { Interval: { } interval } mean } =>
            $"{FigureText.PercentExactly(mean.Value)} ({FigureText.PercentExactly(interval.Low)} to {FigureText.PercentExactly(interval.High)})",
        _ => FigureText.PercentExactly(accuracy.Mean.Value),
    };
}
