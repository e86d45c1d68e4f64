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
        page.Paragraph($"One training step, warm-up left out: median and 95th percentile, and the shares of its parts. {Copy(report)} Steps: of warm-up and measured, of the repeat with the fewest. Evaluation: share of the wall time, which also has preparation and warm-up.");
        page.Table(TimeColumns.Of(report), report.Cells);
        if (report.Cells.Any(cell => cell.Cell.Figures.Usage is not null))
        {
            page.Paragraph("Cores busy: mean share of all cores of the machine over a run, whoever kept them busy, sampled beside the trainer; low where devices wait, or have fewer threads than there are cores.");
        }

        BottleneckText.Write(page, report);
    }

    private static string Copy(SpeedupReport report) => TimeColumns.Copies(report)
        ? "Copy: moving images from the host to the device."
        : "No image was copied to a device: replicas read the host's memory.";
}
