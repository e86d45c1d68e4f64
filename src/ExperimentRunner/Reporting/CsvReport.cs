using ExperimentRunner.Reporting.Csv;
using ExperimentRunner.Reporting.Json;
using ExperimentRunner.Reporting.Remarks;

namespace ExperimentRunner.Reporting;

/// <summary>A report for spreadsheets and data frames: the cells of report.json, and the runs behind them.</summary>
internal static class CsvReport
{
    /// <summary>report.csv: one row a cell, with the fields that it has in report.json.</summary>
    public static string RenderCells(SpeedupReport report) =>
        FlatJson.ToCsv([.. report.Cells.Select(CellDocument.Of)], ReportJson.Default.CellDocument);

    /// <summary>runs.csv: one row a planned run, with what its folder says; probes last.</summary>
    public static string RenderRuns(SpeedupReport report)
    {
        Dictionary<string, RunTrouble> troubles = report.Remarks.Troubles.ToDictionary(trouble => trouble.Run.Planned.RunId, StringComparer.Ordinal);
        return FlatJson.ToCsv(
            [.. report.Cells.Select(cell => cell.Cell).Concat(report.Probes).SelectMany(cell => cell.Runs).Select(run => RunDocument.Of(run, troubles.GetValueOrDefault(run.Planned.RunId)))],
            ReportJson.Default.RunDocument);
    }
}
