using ExperimentRunner.Trainer.Optimization;

namespace ExperimentRunner.Trainer.Loop;

/// <summary>What all ranks do alike in one step.</summary>
/// <param name="Images">Of all ranks: a gradient is the mean over them.</param>
/// <param name="MixupShare">How much of itself an image keeps; 1 mixes nothing.</param>
internal readonly record struct StepPlan(int Images, UpdateStep Update, double MixupShare = 1);
