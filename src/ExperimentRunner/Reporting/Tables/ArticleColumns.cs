using ExperimentRunner.Reporting.Scaling;

namespace ExperimentRunner.Reporting.Tables;

internal static class ArticleColumns
{
    public static IReadOnlyList<Column<ArticleComparison>> All { get; } =
    [
        new("claim", row => row.Subject, IsNumber: false),
        new("the article", row => row.Claimed),
        new("measured here", row => row.Measured ?? FigureText.None),
        new("reading", row => row.Reading, IsNumber: false),
    ];
}
