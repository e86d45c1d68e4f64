namespace ExperimentRunner.TrackingServer.Answers;

/// <summary>What was logged to a model; null stands for nothing.</summary>
internal sealed record LoggedModelContent(IReadOnlyList<KeyValue>? Params, IReadOnlyList<MetricOfModel>? Metrics);
