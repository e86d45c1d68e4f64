namespace ExperimentRunner.Trainer.Loop;

/// <summary>Does the steps of one rank, on that rank's thread. All ranks of a run step together.</summary>
internal interface IRankTrainer
{
    /// <summary>Forward and backward of all micro-batches, exchange, update.</summary>
    RankStep Step(StepPlan plan, CancellationToken cancellationToken);
}
