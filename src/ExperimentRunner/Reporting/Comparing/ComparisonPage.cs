using ExperimentRunner.Reporting.Markdown;
using ExperimentRunner.Reporting.Tables;

namespace ExperimentRunner.Reporting.Comparing;

/// <summary>A comparison as Markdown, for a comment of a pull request, and its table for a console.</summary>
internal static class ComparisonPage
{
    public static IReadOnlyList<Column<CellChange>> Columns { get; } =
    [
        new("cell", cell => cell.After.Label, IsNumber: false),
        new("images/s before", cell => ChangeText.Rate(cell.Before.ImagesPerSecond)),
        new("after", cell => ChangeText.Rate(cell.After.ImagesPerSecond)),
        new("speed", cell => ChangeText.Speed(cell.Speed)),
        new("accuracy", cell => ChangeText.Accuracy(cell.Accuracy)),
        new("repeats", cell => $"{FigureText.Count(cell.Before.ImagesPerSecond.Count)}, {FigureText.Count(cell.After.ImagesPerSecond.Count)}"),
        new("change", cell => ChangeText.Word(cell.Change), IsNumber: false),
    ];

    public static string Render(SweepComparison comparison)
    {
        var page = new MarkdownPage($"Comparison: {comparison.Before.SweepId} and {comparison.After.SweepId}", MarkdownPage.MostBytesOfComment);
        page.Paragraph(ChangeText.Summary(comparison));
        if (comparison.MachineDifferences.Count > 0)
        {
            page.Paragraph("The machines differ, so the speeds below say little:");
            page.Bullets(comparison.MachineDifferences);
        }

        if (comparison.Cells.Count > 0)
        {
            page.Table(Columns, comparison.Cells);
            page.Paragraph($"speed: ratio of mean images/s, after over before; accuracy: difference. Both with Welch's 95 % interval over the repeats. Improved or regressed is what Holm's procedure finds over {FigureText.Count(comparison.Tests, "comparison", "comparisons")} together: where nothing changed, even one is named by chance in at most 5 % of comparisons of sweeps, so that one interval on one side of no change is not enough among many.");
        }

        Missing(page, "Only before", comparison.Gone);
        Missing(page, "Only after", comparison.Added);
        return page.Render();
    }

    private static void Missing(MarkdownPage page, string title, IReadOnlyList<CellSamples> cells)
    {
        if (cells.Count > 0)
        {
            page.Folded($"{title}: {FigureText.Count(cells.Count, "cell", "cells")}", [.. cells.Select(cell => cell.Label)]);
        }
    }
}
