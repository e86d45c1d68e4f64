using System.Globalization;

namespace ExperimentRunner.Reporting.Sections;

/// <summary>What a report has, in its order, whatever page it is written on: first what to know, then why to believe it.</summary>
internal static class ReportSections
{
    public static string Title(SpeedupReport report) => $"Speedup report: {report.Plan.Name}";

    public static string Subtitle(SpeedupReport report) =>
        $"Sweep {report.Plan.SweepId} of {report.Plan.Created.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC: {FigureText.Count(report.Cells.Count, "cell", "cells")}, {FigureText.Count(report.Plan.Repeats, "repeat", "repeats")}, matrix hash {report.Plan.MatrixHash}{(report.Plan.Shard is { } shard ? $"; shard {shard} alone" : "")}.";

    public static void WriteVerdict(IReportPage page, SpeedupReport report)
    {
        page.Section("Verdict");
        page.Bullets(report.Verdict);
    }

    public static void WriteDetails(IReportPage page, SpeedupReport report)
    {
        ExpectationsSection.Write(page, report);
        ResultsSection.Write(page, report);
        ScalingSection.Write(page, report);
        ConvergenceSection.Write(page, report);
        RulesSection.Write(page, report);
        TimeSection.Write(page, report);
        CostSection.Write(page, report);
        ConditionsSection.Write(page, report);
        RemarksSection.Write(page, report);
        AppendixSection.Write(page, report);
    }
}
