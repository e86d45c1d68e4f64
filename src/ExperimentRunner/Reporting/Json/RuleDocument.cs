using ExperimentRunner.Reporting.Rules;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Statistics;

namespace ExperimentRunner.Reporting.Json;

/// <summary>One learning-rate rule at one global batch; the difference is to the sweep's baseline.</summary>
internal sealed record RuleDocument(
    string CellId, int Devices, int GlobalBatch, LearningRateRule Rule, double LrFactor, double? Accuracy, double? AccuracyDifference, Interval? AccuracyDifferenceInterval, double? EpochsToTarget)
{
    public static IEnumerable<RuleDocument> Of(RuleComparison comparison) => comparison.Rows.Select(row => new RuleDocument(
        row.Cell.Id,
        comparison.Devices,
        comparison.GlobalBatch,
        row.Rule,
        row.LrFactor,
        row.Cell.Figures.Accuracy?.Mean.Value,
        row.AgainstBaseline?.Value,
        row.AgainstBaseline?.Interval,
        row.Cell.Figures.EpochsToTarget?.Mean.Value));
}
