using ExperimentRunner.Reporting.Cells;
using ExperimentRunner.Reporting.Convergence;

namespace ExperimentRunner.Reporting.Tables;

/// <summary>Time to target, split into what the machine gained and what convergence cost.</summary>
internal static class ConvergenceColumns
{
    public static IReadOnlyList<Column<CellReport>> Of(SpeedupReport report) =>
    [
        .. AxisColumns.Of(report),
        new("reached", row => $"{FigureText.Count(row.Cell.Figures.TargetReached ?? 0)} of {FigureText.Count(row.Cell.FinishedRuns)}"),
        new("time to target", row => FigureText.Duration(row.Cell.Figures.SecondsToTarget?.Mean.Value)),
        new("images needed", row => FigureText.Rate(row.Cell.Figures.ImagesToTarget?.Mean.Value)),
        new("epochs", row => FigureText.Rate(row.Cell.Figures.EpochsToTarget?.Mean.Value)),
        new("as soon", row => Factor(row.Convergence, split => split.TimeGain)),
        new("= images/s", row => Factor(row.Convergence, split => split.MachineGain)),
        new("/ images needed", row => Factor(row.Convergence, split => split.ImagesNeeded)),
    ];

    private static string Factor(ConvergenceSplit? split, Func<ConvergenceSplit, Ratio> part) => split is null
        ? FigureText.None
        : RatioText.Of(part(split)) + (split.IsFlattering ? " ‡" : "") + (split.FlattersBaseline ? " §" : "");
}
