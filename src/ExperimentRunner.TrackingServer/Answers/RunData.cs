namespace ExperimentRunner.TrackingServer.Answers;

/// <summary>What was logged to a run; null stands for nothing, which MLflow leaves out.</summary>
internal sealed record RunData(IReadOnlyList<MetricPoint>? Metrics, IReadOnlyList<KeyValue>? Params, IReadOnlyList<KeyValue>? Tags);
