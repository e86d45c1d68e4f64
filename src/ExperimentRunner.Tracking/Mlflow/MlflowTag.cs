namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>A text that can be changed later.</summary>
public sealed record MlflowTag(string Key, string Value);
