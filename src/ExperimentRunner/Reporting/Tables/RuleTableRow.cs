using ExperimentRunner.Reporting.Rules;

namespace ExperimentRunner.Reporting.Tables;

/// <summary>One learning-rate rule beside the others of the same global batch.</summary>
internal sealed record RuleTableRow(RuleComparison Comparison, RuleRow Row)
{
    public static IReadOnlyList<Column<RuleTableRow>> Columns { get; } =
    [
        new("global batch", row => FigureText.Count(row.Comparison.GlobalBatch)),
        new("group", row => row.Comparison.Label, IsNumber: false),
        new("rule", row => row.Row.Rule.ToString().ToLowerInvariant(), IsNumber: false),
        new("rate", row => FigureText.Factor(row.Row.LrFactor)),
        new("accuracy", row => FigureText.PercentExactly(row.Row.Cell.Figures.Accuracy?.Mean.Value)),
        new("against the baseline", row => RatioText.Of(row.Row.AgainstBaseline)),
        new("epochs to target", row => FigureText.Rate(row.Row.Cell.Figures.EpochsToTarget?.Mean.Value)),
    ];

    public static IReadOnlyList<RuleTableRow> Of(IReadOnlyList<RuleComparison> comparisons) =>
        [.. comparisons.SelectMany(comparison => comparison.Rows.Select(row => new RuleTableRow(comparison, row)))];
}
