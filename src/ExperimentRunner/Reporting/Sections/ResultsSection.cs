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
            "In brackets: 95 % intervals, where there are two repeats or more. images/s: mean of the finished repeats. speedup: mean of the ratios to the baseline within each repeat, so the time for the same number of images. efficiency: speedup over the ratio of devices. Both are against the one baseline, whatever else differs; devices alone are compared under Scaling.");
        if (report.Cells.Any(cell => cell.Scaling is not null))
        {
            page.Paragraph("scaling: from the baseline's devices to the cell's; weak with the same batch_per_device, strong with the same global_batch, neither where both differ.");
        }

        if (report.Cells.Any(cell => cell.Cell.Figures.AccuracyFloor is not null))
        {
            page.Paragraph("floor: where the accuracy would lie with as many other test images (Wilson's 95 % interval); repeats do not narrow it.");
        }

        if (report.Baseline?.Speedup is null)
        {
            page.Paragraph(MissingBaseline.Reason(report));
        }
    }
}
