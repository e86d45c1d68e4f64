namespace ExperimentRunner.Tracking.Mlflow.Messages;

internal sealed record LogBatchRequest(string RunId, IReadOnlyList<MlflowMetric> Metrics, IReadOnlyList<MlflowParam> Params, IReadOnlyList<MlflowTag> Tags);

internal sealed record LogMetricRequest(string RunId, string Key, double Value, long Timestamp, long Step);

internal sealed record RunValueRequest(string RunId, string Key, string? Value);

internal sealed record LogInputsRequest(string RunId, IReadOnlyList<MlflowDatasetInput> Datasets);

internal sealed record LogOutputsRequest(string RunId, IReadOnlyList<MlflowModelOutput> Models);

internal sealed record MetricsAnswer(IReadOnlyList<MlflowMetric>? Metrics, string? NextPageToken);

internal sealed record RunMetricsAnswer(IReadOnlyList<MlflowRunMetric>? Metrics);
