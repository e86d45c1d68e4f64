namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>A logged model that a run made, and the step at which it did.</summary>
public sealed record MlflowModelOutput(string ModelId, long Step);
