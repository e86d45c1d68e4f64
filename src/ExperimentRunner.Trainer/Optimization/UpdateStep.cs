namespace ExperimentRunner.Trainer.Optimization;

/// <summary>Where in training an update is made.</summary>
/// <param name="Number">Updates made before, skipped steps not counted.</param>
internal readonly record struct UpdateStep(int Number, double LearningRate);
