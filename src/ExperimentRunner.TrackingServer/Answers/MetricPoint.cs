namespace ExperimentRunner.TrackingServer.Answers;

/// <summary>One value of a metric; <paramref name="Timestamp"/> in milliseconds since 1970.</summary>
internal sealed record MetricPoint(string Key, double Value, long Timestamp, long Step);
