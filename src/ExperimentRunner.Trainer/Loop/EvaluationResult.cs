namespace ExperimentRunner.Trainer.Loop;

/// <summary>How a model did on test images.</summary>
internal sealed record EvaluationResult(int Correct, int Images, double LossSum);
