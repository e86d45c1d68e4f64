using ExperimentRunner.Reporting.Markdown;
using ExperimentRunner.Reporting.Sections;

namespace ExperimentRunner.Reporting;

/// <summary>The verdict, the expectations and the results, for a comment of a pull request.</summary>
internal static class CommentReport
{
    public static string Render(SpeedupReport report)
    {
        var page = new MarkdownPage(ReportSections.Title(report), MarkdownPage.MostBytesOfComment);
        page.Paragraph(ReportSections.Subtitle(report));
        ReportSections.WriteVerdict(page, report);
        ExpectationsSection.Write(page, report);
        ResultsSection.Write(page, report);
        return page.Render();
    }
}
