using ExperimentRunner.Reporting.Tables;

namespace ExperimentRunner.Reporting.Sections;

/// <summary>What a training step of each cell was spent on.</summary>
internal static class TimeSection
{
    public static void Write(IReportPage page, SpeedupReport report)
    {
        if (!report.HasFigures)
        {
            return;
        }

        page.Section("Where the time goes", "step times and their parts");
        page.Paragraph("One training step, warm-up left out: median and 95th percentile, and the shares of its parts. Wall time also has preparation, evaluation and warm-up.");
        page.Table(TimeColumns.Of(report), report.Cells);
        BottleneckText.Write(page, report);
    }
}
