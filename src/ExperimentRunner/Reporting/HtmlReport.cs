using ExperimentRunner.Reporting.Charts;
using ExperimentRunner.Reporting.Html;
using ExperimentRunner.Reporting.Sections;

namespace ExperimentRunner.Reporting;

/// <summary>A report for a browser: report.html.</summary>
internal static class HtmlReport
{
    public static string Render(SpeedupReport report, IReadOnlyList<Chart> charts)
    {
        var page = new HtmlPage(ReportSections.Title(report));
        ReportSections.WriteVerdict(page, report);
        page.Paragraph(ReportSections.Subtitle(report));
        if (charts.Count > 0)
        {
            page.Section("Charts");
            page.Figures(charts);
        }

        ReportSections.WriteDetails(page, report);
        return page.Render();
    }
}
