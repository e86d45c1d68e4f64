namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>For example <c>metrics.accuracy</c>, the greatest first.</summary>
public sealed record MlflowModelOrder(string FieldName, bool Ascending);
