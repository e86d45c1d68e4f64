using ExperimentRunner.Reporting.Remarks;
using ExperimentRunner.Reporting.Tables;

namespace ExperimentRunner.Reporting.Sections;

/// <summary>What did not go as asked: differences, warnings, runs without a result.</summary>
internal static class RemarksSection
{
    private static readonly IReadOnlyList<Column<RunTrouble>> TroubleColumns =
    [
        new("run", trouble => trouble.Run.Planned.RunId, IsNumber: false),
        new("cell", trouble => trouble.Cell.Label, IsNumber: false),
        new("repeat", trouble => FigureText.Count(trouble.Run.Planned.Repeat)),
        new("what happened", trouble => trouble.StateAndKind, IsNumber: false),
        new("message", trouble => PageLimits.CutMessage(trouble.Message), IsNumber: false),
    ];

    public static void Write(IReportPage page, SpeedupReport report)
    {
        Differences(page, report.Remarks);
        Warnings(page, report.Remarks.Warnings);
        Troubles(page, report.Remarks.Troubles);
    }

    private static void Differences(IReportPage page, RunRemarks remarks)
    {
        page.Section("Asked and used");
        IReadOnlyList<CellDifference> differences = remarks.Differences;
        if (differences.Count == 0)
        {
            page.Paragraph(remarks.Devices.Count == 0 ? "No run told what it used." : "Every run that told what it used, used what it was asked to use.");
            return;
        }

        page.Bullets([.. differences.Take(PageLimits.Remarks).Select(found =>
            $"{found.Cell.Label}: {found.Difference.Setting} asked {found.Difference.Asked}, used {found.Difference.Used} ({FigureText.Count(found.Runs, "run", "runs")})")]);
        page.LeftOut(differences.Count, PageLimits.Remarks);
    }

    private static void Warnings(IReportPage page, IReadOnlyList<RepeatedWarning> warnings)
    {
        if (warnings.Count == 0)
        {
            return;
        }

        page.Section("Warnings", FigureText.Count(warnings.Count, "message", "messages"));
        page.Bullets([.. warnings.Take(PageLimits.Remarks).Select(warning => $"{PageLimits.CutMessage(warning.Message)} ({FigureText.Count(warning.Runs, "run", "runs")})")]);
        page.LeftOut(warnings.Count, PageLimits.Remarks);
    }

    private static void Troubles(IReportPage page, IReadOnlyList<RunTrouble> troubles)
    {
        if (troubles.Count == 0)
        {
            return;
        }

        page.Section("Runs that did not finish");
        page.Table(TroubleColumns, troubles);
        RunTrouble[] logged = [.. troubles.Where(trouble => trouble.LastLines.Count > 0)];
        foreach (RunTrouble trouble in logged.Take(PageLimits.FoldedLogs))
        {
            page.Folded($"{trouble.Run.Planned.RunId}: last lines of stderr", [.. trouble.LastLines.TakeLast(PageLimits.LinesOfOneLog).Select(PageLimits.CutLine)]);
        }

        page.LeftOut(logged.Length, PageLimits.FoldedLogs);
    }
}
