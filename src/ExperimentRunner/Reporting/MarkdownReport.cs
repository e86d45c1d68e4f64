using ExperimentRunner.Reporting.Markdown;
using ExperimentRunner.Reporting.Sections;

namespace ExperimentRunner.Reporting;

/// <summary>A report as GitHub-flavoured Markdown: report.md, the step summary, the note in MLflow.</summary>
internal static class MarkdownReport
{
    public static string Render(SpeedupReport report)
    {
        var page = new MarkdownPage(ReportSections.Title(report));
        page.Paragraph(ReportSections.Subtitle(report));
        ReportSections.WriteVerdict(page, report);
        ReportSections.WriteDetails(page, report);
        return page.Render();
    }
}
