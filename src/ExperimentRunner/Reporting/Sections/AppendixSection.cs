using ExperimentRunner.Reporting.Cells;
using ExperimentRunner.Reporting.Sources;
using ExperimentRunner.Reporting.Tables;

namespace ExperimentRunner.Reporting.Sections;

/// <summary>How to find each figure again in the run folders.</summary>
internal static class AppendixSection
{
    private static readonly IReadOnlyList<Column<FigureSource>> SourceColumns =
    [
        new("figure", source => source.Figure, IsNumber: false),
        new("from", source => source.Fields, IsNumber: false),
        new("computed as", source => source.Computed, IsNumber: false),
    ];

    private static readonly IReadOnlyList<Column<Cell>> ProbeColumns =
    [
        new("probe", probe => probe.Label, IsNumber: false),
        new("runs that count", probe => Runs(probe, isFinished: true), IsNumber: false),
        new("runs that do not", probe => Runs(probe, isFinished: false), IsNumber: false),
    ];

    public static void Write(IReportPage page, SpeedupReport report)
    {
        page.Section("Appendix: where each figure is from", "files, fields and runs");
        page.Paragraph("Files of a run lie in the folder of its id, beside this report; those without a folder lie beside it. Unfinished runs are in no figure.");
        page.Table(SourceColumns, FigureSource.All);
        page.Subheading("Runs of each cell");
        page.Table(RunColumns(report), report.Cells);
        MatrixChanges.Write(page, report.Plan);
        if (report.Probes.Count > 0)
        {
            page.Subheading("Runs of probes");
            page.Table(ProbeColumns, report.Probes);
        }
    }

    private static IReadOnlyList<Column<CellReport>> RunColumns(SpeedupReport report) =>
    [
        .. AxisColumns.Of(report),
        new("cell", row => row.Cell.Id, IsNumber: false),
        new("runs that count", row => Runs(row.Cell, isFinished: true), IsNumber: false),
        new("runs that do not", row => Runs(row.Cell, isFinished: false), IsNumber: false),
    ];

    private static string Runs(Cell cell, bool isFinished)
    {
        string[] ids = [.. cell.Runs.Where(run => run.State is RunState.Finished == isFinished).Select(run => run.Planned.RunId)];
        return ids.Length == 0 ? FigureText.None : string.Join(", ", ids);
    }
}
