using ExperimentRunner.Reporting.Scaling;
using ExperimentRunner.Reporting.Tables;

namespace ExperimentRunner.Reporting.Sections;

/// <summary>What more devices bought within cells that are otherwise equal, and what the article has.</summary>
internal static class ScalingSection
{
    public static void Write(IReportPage page, SpeedupReport report)
    {
        page.Section("Scaling");
        switch (report)
        {
            case { Curves: [] }:
                page.Paragraph("Not measured here: no two cells differ in devices alone.");
                break;
            case { HasFigures: false }:
                page.Paragraph("Not measured here: no run finished with a measured speed.");
                break;
            default:
                Curves(page, report);
                break;
        }

        BesideTheArticle(page, report);
    }

    private static void Curves(IReportPage page, SpeedupReport report)
    {
        Curves(page, report, ScalingKind.Weak, "Weak scaling", "batch_per_device is fixed, so the global batch grows with the devices.");
        Curves(page, report, ScalingKind.Strong, "Strong scaling", "global_batch is fixed, so the batch of each device shrinks.");
        if (report.Curves.Any(curve => curve.First.Speedup is null))
        {
            page.Paragraph("A group whose fewest devices have no figure has no speedups.");
        }

        LawsText.Write(page, report.Curves);
    }

    private static void Curves(IReportPage page, SpeedupReport report, ScalingKind kind, string title, string meaning)
    {
        IReadOnlyList<ScalingRow> rows = ScalingRow.Of(report.Curves.Where(curve => curve.Kind == kind));
        if (rows.Count == 0)
        {
            return;
        }

        page.Subheading(title);
        page.Paragraph($"{meaning} Speedup and efficiency are against the fewest devices of the same group, for the same number of images. serial fraction (Karp and Flatt): what share of the work, if it could not be shared, would explain the speedup by itself; where it grows with the devices, the cause is overhead that grows with them.");
        page.Table(ScalingRow.Columns, rows);
    }

    private static void BesideTheArticle(IReportPage page, SpeedupReport report)
    {
        page.Subheading("Beside the article");
        page.Paragraph(
            $"The article trained in 72 h on 1 GPU, 42 h on 2 and 36 h on 4: an efficiency of {FigureText.Percent(Article.Efficiency(2))} and {FigureText.Percent(Article.Efficiency(4))}. Its machine is another one, so only ratios can be set side by side.");
        page.Table(ArticleColumns.All, report.ArticleComparisons);
    }
}
