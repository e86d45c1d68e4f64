using ExperimentRunner.Reporting.Tables;
using ExperimentRunner.Reporting.Verdicts;

namespace ExperimentRunner.Reporting.Sections;

/// <summary>How fast and how good each cell is.</summary>
internal static class ResultsSection
{
    public static void Write(IReportPage page, SpeedupReport report)
    {
        page.Section("Results");
        page.Table(ResultColumns.All(report), report.Cells);
        page.Paragraph(
            "images/s: median of the finished repeats (lowest to highest, half of that range relative to the median). speedup: ratio of these medians to the baseline's, so the time for the same number of images. efficiency: speedup over the ratio of devices. Both are against the one baseline, whatever else differs; devices alone are compared under Scaling.");
        if (report.Cells.Any(cell => cell.Scaling is not null))
        {
            page.Paragraph("scaling: from the baseline's devices to the cell's; weak with the same batch_per_device, strong with the same global_batch, neither where both differ.");
        }

        if (report.Baseline?.Speedup is null)
        {
            page.Paragraph(MissingBaseline.Reason(report));
        }
    }
}
