namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>A text that is fixed once written.</summary>
public sealed record MlflowParam(string Key, string Value);
