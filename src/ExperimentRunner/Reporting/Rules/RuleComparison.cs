using ExperimentRunner.Reporting.Cells;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Reporting.Rules;

/// <summary>Cells that differ in their learning-rate rule alone.</summary>
/// <param name="Devices">Of all of them.</param>
/// <param name="GlobalBatch">Of all of them.</param>
/// <param name="Shared">The axes that they have in common.</param>
/// <param name="Rows">Two or more, by rule.</param>
internal sealed record RuleComparison(int Devices, int GlobalBatch, IReadOnlyList<AxisValue> Shared, IReadOnlyList<RuleRow> Rows)
{
    public string Label => string.Join(", ", Shared.Select(axis => $"{axis.Axis} {axis.Value}"));

    public RuleRow? RowOf(LearningRateRule rule) => Rows.FirstOrDefault(row => row.Rule == rule);

    public static IReadOnlyList<RuleComparison> Find(IReadOnlyList<Cell> cells, Cell? baseline) =>
    [
        .. cells.GroupBy(cell => cell.Spec with { LrRule = LearningRateRule.None, LrFactor = 1 })
            .Where(group => group.Skip(1).Any())
            .Select(group => Of([.. group.OrderBy(cell => cell.Spec.LrRule)], baseline))
            .OrderBy(comparison => comparison.GlobalBatch),
    ];

    private static RuleComparison Of(Cell[] cells, Cell? baseline) => new(
        cells[0].Spec.Devices,
        cells[0].Spec.GlobalBatch,
        [.. cells[0].Axes.Where(axis => cells.All(cell => cell.ValueOf(axis.Axis) == axis.Value))],
        [.. cells.Select(cell => new RuleRow(cell, baseline is null ? null : AccuracyDifference.Of(cell, baseline)))]);
}
