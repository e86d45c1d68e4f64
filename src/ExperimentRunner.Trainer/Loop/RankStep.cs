using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Trainer.Loop;

/// <summary>What one rank did in one step.</summary>
/// <param name="LossSum">Sum of the losses of the images that the rank saw.</param>
internal sealed record RankStep(int Images, double LossSum, StepSplit Split);
