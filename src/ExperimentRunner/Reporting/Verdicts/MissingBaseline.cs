using ExperimentRunner.Reporting.Cells;
using ExperimentRunner.Reporting.Remarks;

namespace ExperimentRunner.Reporting.Verdicts;

/// <summary>Why there are no speedups.</summary>
internal static class MissingBaseline
{
    public static string Reason(SpeedupReport report) => report.Baseline is { } baseline
        ? $"The baseline ({baseline.Cell.Label}) {Why(baseline.Cell, report.Remarks)}, so no speedup against it can be given."
        : $"No run of this sweep belongs to the baseline {report.Plan.BaselineCellId}, so no speedup against it can be given.";

    private static string Why(Cell baseline, RunRemarks remarks) => baseline.Status switch
    {
        CellStatus.Finished or CellStatus.Partial when baseline.FinishedResults.Any(PackedRun.Is) => "has no timing, as other runs worked beside it (timing: packed)",
        CellStatus.Finished or CellStatus.Partial => "has no measured step",
        CellStatus.Failed => $"has no finished run ({States(baseline, remarks)})",
        CellStatus.Interrupted => "was interrupted",
        CellStatus.NotRun => "was never run",
    };

    private static string States(Cell baseline, RunRemarks remarks) =>
        string.Join(", ", remarks.Troubles.Where(trouble => trouble.Cell.Id == baseline.Id).Select(trouble => trouble.StateAndKind).Distinct());
}
