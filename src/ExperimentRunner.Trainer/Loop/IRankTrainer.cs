using ExperimentRunner.Trainer.Optimization;

namespace ExperimentRunner.Trainer.Loop;

/// <summary>Does the steps of one rank, on that rank's thread. All ranks of a run step together.</summary>
internal interface IRankTrainer
{
    /// <summary>Forward and backward of all micro-batches, exchange, update.</summary>
    /// <param name="stepImages">Images of all ranks in this step: a gradient is the mean over them.</param>
    RankStep Step(int stepImages, UpdateStep step, CancellationToken cancellationToken);
}
