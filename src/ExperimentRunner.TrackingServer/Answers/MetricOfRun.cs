namespace ExperimentRunner.TrackingServer.Answers;

/// <summary>A <see cref="MetricPoint"/> that says whose it is.</summary>
internal sealed record MetricOfRun(string Key, double Value, long Timestamp, long Step, string RunId);
