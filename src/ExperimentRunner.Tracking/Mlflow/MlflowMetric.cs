namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>
/// One value of a metric. <paramref name="Timestamp"/> is in milliseconds since 1970. The same point sent twice is stored once.
/// </summary>
public sealed record MlflowMetric(string Key, double Value, long Timestamp, long Step);
