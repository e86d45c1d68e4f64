namespace ExperimentRunner.Trainer.Loop;

/// <summary>The loss became NaN or infinite.</summary>
internal sealed class DivergedException(string message) : Exception(message);
