using System.Globalization;
using ExperimentRunner.Reporting.Markdown;
using ExperimentRunner.Reporting.Tables;
using ExperimentRunner.Reporting.Verdicts;

namespace ExperimentRunner.Reporting;

/// <summary>A report as GitHub-flavoured Markdown: report.md, the step summary, the note in MLflow.</summary>
internal static class MarkdownReport
{
    public static string Render(SpeedupReport report)
    {
        var page = new MarkdownWriter();
        page.Heading(1, $"Speedup report: {report.Plan.Name}");
        page.Paragraph(
            $"Sweep {report.Plan.SweepId} of {report.Plan.Created.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC: {FigureText.Count(report.Cells.Count, "cell", "cells")}, {FigureText.Count(report.Plan.Repeats, "repeat", "repeats")}, matrix hash {report.Plan.MatrixHash}.");
        page.Heading(2, "Verdict");
        page.Bullets(Verdict.Of(report));
        Results(page, report);
        ScalingSection.Write(page, report);
        Time(page, report);
        ConditionsSection.Write(page, report);
        RemarksSection.Write(page, report);
        return page.ToString();
    }

    private static void Results(MarkdownWriter page, SpeedupReport report)
    {
        page.Heading(2, "Results");
        page.Table(ResultColumns.All(report), report.Cells, PageLimits.TableRows);
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

    private static void Time(MarkdownWriter page, SpeedupReport report)
    {
        if (report.HasFigures)
        {
            page.Heading(2, "Where the time goes");
            page.Paragraph("One training step, warm-up left out: median and 95th percentile, and the shares of its parts. Wall time also has preparation, evaluation and warm-up.");
            page.Table(TimeColumns.Of(report), report.Cells, PageLimits.TableRows);
        }
    }
}
