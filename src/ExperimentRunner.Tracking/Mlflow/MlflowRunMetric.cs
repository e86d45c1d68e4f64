namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>One value of a metric of one of several runs. <paramref name="Timestamp"/> is in milliseconds since 1970.</summary>
public sealed record MlflowRunMetric(string RunId, string Key, double Value, long Timestamp, long Step);
