using ExperimentRunner.Matrix.Cells;
using ExperimentRunner.Reporting.Cells;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Reporting.Rules;

/// <summary>The article's table of rates beside the square root that it comes from, on one number of devices with the batch of each device kept.</summary>
/// <param name="Devices">2, 4 or 8.</param>
/// <param name="TableFactor">Of the base rate.</param>
/// <param name="SqrtFactor">Of the base rate.</param>
/// <param name="Measured">Accuracy by the table less that by the root, of each pair of cells that were measured.</param>
internal sealed record TableAgainstSqrt(int Devices, double TableFactor, double SqrtFactor, IReadOnlyList<(RuleComparison Where, AccuracyDifference Difference)> Measured)
{
    private static readonly int[] DeviceCounts = [2, 4, 8];

    public double RelativeDifference => (TableFactor / SqrtFactor) - 1;

    public static IReadOnlyList<TableAgainstSqrt> Of(IReadOnlyList<RuleComparison> comparisons) =>
    [
        .. DeviceCounts.Select(devices => new TableAgainstSqrt(
            devices,
            LearningRateFactor.OfTable(devices),
            Math.Sqrt(devices),
            [.. comparisons.Where(comparison => comparison.Devices == devices).SelectMany(MeasuredIn)])),
    ];

    private static IEnumerable<(RuleComparison Where, AccuracyDifference Difference)> MeasuredIn(RuleComparison comparison) =>
        comparison.RowOf(LearningRateRule.Table) is { } table && comparison.RowOf(LearningRateRule.Sqrt) is { } root
            && IsOf(LearningRateFactor.OfTable(comparison.Devices), table) && IsOf(Math.Sqrt(comparison.Devices), root)
            && AccuracyDifference.Of(table.Cell, root.Cell) is { } difference
            ? [(comparison, difference)]
            : [];

    /// <summary>The batch of each device is the base rate's: with another one a rule gives another factor.</summary>
    private static bool IsOf(double factor, RuleRow row) => Math.Abs((row.LrFactor / factor) - 1) < 1e-6;
}
