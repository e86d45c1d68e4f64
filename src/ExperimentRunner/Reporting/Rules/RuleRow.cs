using ExperimentRunner.Reporting.Cells;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Reporting.Rules;

/// <summary>One learning-rate rule at one global batch.</summary>
/// <param name="Cell">The cell that has it.</param>
/// <param name="AgainstBaseline">Accuracy against the sweep's baseline; null where one of the two has none.</param>
internal sealed record RuleRow(Cell Cell, AccuracyDifference? AgainstBaseline)
{
    public LearningRateRule Rule => Cell.Spec.LrRule;

    public double LrFactor => Cell.Spec.LrFactor;
}
