using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Trainer.Loop;

/// <summary>What all ranks did in one step.</summary>
/// <param name="Seconds">Wall time from the step's begin to its end on all ranks.</param>
/// <param name="Split">Mean over the ranks.</param>
internal sealed record StepRecord(int Images, double LossSum, double Seconds, StepSplit Split)
{
    public static StepRecord Of(IReadOnlyList<RankStep> ranks, double seconds) =>
        new(ranks.Sum(rank => rank.Images), ranks.Sum(rank => rank.LossSum), seconds, Splits.Mean([.. ranks.Select(rank => rank.Split)]));
}
