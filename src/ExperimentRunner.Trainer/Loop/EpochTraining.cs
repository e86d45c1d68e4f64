namespace ExperimentRunner.Trainer.Loop;

/// <summary>The training part of an epoch.</summary>
/// <param name="Window">Knows the steps and images of the run so far.</param>
internal sealed record EpochTraining(int Epoch, StepWindow Window, double MeanLoss, double Seconds);
