namespace ExperimentRunner.Trainer.Optimization;

/// <summary>What a <see cref="LossScaler"/> goes on from.</summary>
/// <param name="GoodSteps">Consecutive ones since the scale last changed.</param>
/// <param name="SkippedSteps">Of the run.</param>
internal readonly record struct LossScalerState(double Scale, int GoodSteps, int SkippedSteps);
