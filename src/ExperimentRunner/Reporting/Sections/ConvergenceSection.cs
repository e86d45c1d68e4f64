using ExperimentRunner.Reporting.Tables;

namespace ExperimentRunner.Reporting.Sections;

/// <summary>Throughput against convergence.</summary>
internal static class ConvergenceSection
{
    public static void Write(IReportPage page, SpeedupReport report)
    {
        CellReport[] rows = [.. report.Cells.Where(cell => cell.Cell.Figures.TargetReached is not null)];
        if (rows.Length == 0)
        {
            return;
        }

        page.Section("Throughput against convergence");
        page.Paragraph(
            "Time to the target accuracy is images needed over images/s, so each change splits in two: how many times as soon the target came = what the machine gained in images/s (evaluation counted) / how many times the images that batch and learning rate needed. Ratios are to the baseline, within each repeat that reached the target in both.");
        page.Table(ConvergenceColumns.Of(report), rows);
        if (rows.Any(row => row.Convergence is { IsFlattering: true }))
        {
            page.Paragraph("‡ Some repeats did not reach the target and are in none of these figures, which flatter the cell.");
        }

        if (rows.Any(row => row.Convergence is { FlattersBaseline: true }))
        {
            page.Paragraph("§ Some repeats of the baseline did not reach the target and are in none of these figures, which flatter the baseline.");
        }
    }
}
