using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Trainer.Loop;

/// <summary>Averages of time splits.</summary>
internal static class Splits
{
    /// <param name="splits">At least one.</param>
    public static StepSplit Mean(IReadOnlyCollection<StepSplit> splits) => new(
        splits.Average(split => split.DataWait),
        splits.Average(split => split.Forward),
        splits.Average(split => split.Backward),
        splits.Average(split => split.Exchange),
        splits.Average(split => split.Optimizer));
}
