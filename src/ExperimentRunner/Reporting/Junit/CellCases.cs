using System.Xml.Linq;
using ExperimentRunner.Reporting.Cells;
using ExperimentRunner.Reporting.Remarks;

namespace ExperimentRunner.Reporting.Junit;

/// <summary>A test case a cell. It fails if one of its runs failed, and is skipped if none failed but some did not end, so nothing that was left out passes for tested.</summary>
internal static class CellCases
{
    public static IReadOnlyList<XElement> Of(SpeedupReport report)
    {
        ILookup<string, RunTrouble> troubles = report.Remarks.Troubles.ToLookup(trouble => trouble.Cell.Id);
        return [.. report.Cells.Select(cell => Of(report, cell, [.. troubles[cell.Cell.Id]]))];
    }

    private static XElement Of(SpeedupReport report, CellReport row, RunTrouble[] troubles)
    {
        RunTrouble[] failed = [.. troubles.Where(trouble => trouble.Run.State is RunState.Failed or RunState.Unreadable)];
        return JunitSuite.Case(
            report,
            row.Cell.Label,
            Seconds(row.Cell),
            new XElement(
                "properties",
                JunitSuite.Property("cell_id", row.Cell.Id),
                JunitSuite.Property("images_per_second", row.Cell.Figures.ImagesPerSecond?.Mean.Value),
                JunitSuite.Property("speedup", row.Speedup?.Value),
                JunitSuite.Property("accuracy", row.Cell.Figures.Accuracy?.Mean.Value)),
            failed.Length > 0
                ? JunitSuite.Failure(failed[0].StateAndKind, Summary(failed, row.Cell), string.Join('\n', failed.SelectMany(Lines)))
                : troubles.Length > 0 ? JunitSuite.Skipped(Summary(troubles, row.Cell)) : null);
    }

    private static string Summary(RunTrouble[] troubles, Cell cell) =>
        $"{FigureText.Count(troubles.Length)} of {FigureText.Count(cell.Runs.Count, "run", "runs")}: {string.Join(", ", troubles.Select(trouble => trouble.StateAndKind).Distinct())}";

    private static IEnumerable<string> Lines(RunTrouble trouble) =>
        new[] { $"{trouble.Run.Planned.RunId}: {PlainText.OneLine(trouble.Message)}" }.Concat(trouble.LastLines.Select(line => $"    {PlainText.Clean(line)}"));

    private static decimal Seconds(Cell cell) => cell.Runs
        .Select(run => run.State.WrittenResult?.Timing?.WallSeconds ?? 0)
        .Where(seconds => double.IsFinite(seconds) && seconds is >= 0 and < 1e9)
        .Sum(seconds => Math.Round((decimal)seconds, 3));
}
