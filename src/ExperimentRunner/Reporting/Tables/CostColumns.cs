using ExperimentRunner.Reporting.Cells;

namespace ExperimentRunner.Reporting.Tables;

/// <summary>What each cell costs.</summary>
internal static class CostColumns
{
    public static IReadOnlyList<Column<CellReport>> Of(SpeedupReport report) =>
    [
        .. AxisColumns.Of(report),
        new("device-hours a run", row => FigureText.Small(row.Cell.Figures.DeviceHours?.Mean.Value)),
        new("per million images", row => FigureText.Small(row.Cell.Figures.DeviceHoursPerMillionImages?.Mean.Value)),
        .. Target(report, "to target", row => row.Cell.Figures.DeviceHoursToTarget),
        .. Money(report),
    ];

    private static IReadOnlyList<Column<CellReport>> Money(SpeedupReport report) => report.Plan.Price is not { } price
        ? []
        :
        [
            new($"{price.Currency} a run", row => FigureText.Small(row.Price?.Run?.Mean.Value)),
            new($"{price.Currency} per million images", row => FigureText.Small(row.Price?.PerMillionImages?.Mean.Value)),
            .. Target(report, $"{price.Currency} to target", row => row.Price?.ToTarget),
        ];

    private static IReadOnlyList<Column<CellReport>> Target(SpeedupReport report, string head, Func<CellReport, Spread?> cost) =>
        report.Cells.All(cell => cell.Cell.Figures.TargetReached is null)
            ? []
            : [new(head, row => FigureText.Small(cost(row)?.Mean.Value))];
}
