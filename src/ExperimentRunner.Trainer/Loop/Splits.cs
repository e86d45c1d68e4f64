using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Trainer.Loop;

/// <summary>Sums and averages of time splits.</summary>
internal static class Splits
{
    /// <param name="splits">At least one.</param>
    public static StepSplit Mean(IReadOnlyCollection<StepSplit> splits) => new(
        splits.Average(split => split.DataWait),
        splits.Average(split => split.Forward),
        splits.Average(split => split.Backward),
        splits.Average(split => split.Exchange),
        splits.Average(split => split.Optimizer),
        splits.Average(split => split.ReplicaWait),
        splits.Average(split => split.Copy));

    public static StepSplit Sum(StepSplit left, StepSplit right) => new(
        left.DataWait + right.DataWait,
        left.Forward + right.Forward,
        left.Backward + right.Backward,
        left.Exchange + right.Exchange,
        left.Optimizer + right.Optimizer,
        left.ReplicaWait + right.ReplicaWait,
        left.Copy + right.Copy);

    /// <param name="count">Above 0.</param>
    public static StepSplit Over(StepSplit sum, int count) => new(
        sum.DataWait / count,
        sum.Forward / count,
        sum.Backward / count,
        sum.Exchange / count,
        sum.Optimizer / count,
        sum.ReplicaWait / count,
        sum.Copy / count);
}
