
namespace ExperimentRunner.Reporting.Tables;

/// <summary>What tells one row from another: a column for each axis that varies.</summary>
internal static class AxisColumns
{
    public static IReadOnlyList<Column<CellReport>> Of(SpeedupReport report) => report.Axes.Count == 0
        ? [new Column<CellReport>("cell", row => row.Cell.Label, IsNumber: false)]
        : [.. report.Axes.Select(axis => new Column<CellReport>(axis, row => row.Cell.ValueOf(axis) ?? FigureText.None, IsNumber: false))];
}
