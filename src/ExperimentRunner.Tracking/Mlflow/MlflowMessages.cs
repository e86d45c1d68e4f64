namespace ExperimentRunner.Tracking.Mlflow;

internal sealed record ErrorAnswer(string? ErrorCode, string? Message);

internal sealed record CreateExperimentRequest(string Name);

internal sealed record CreateExperimentAnswer(string ExperimentId);

internal sealed record ExperimentAnswer(MlflowExperiment Experiment);

internal sealed record RunAnswer(MlflowRun Run);

internal sealed record UpdateRunRequest(string RunId, string Status, long? EndTime);

internal sealed record SearchRunsRequest(IReadOnlyList<string> ExperimentIds, string Filter, int MaxResults, string? PageToken);

internal sealed record SearchRunsAnswer(IReadOnlyList<MlflowRun>? Runs, string? NextPageToken);

internal sealed record LogBatchRequest(string RunId, IReadOnlyList<MlflowMetric> Metrics, IReadOnlyList<MlflowParam> Params, IReadOnlyList<MlflowTag> Tags);

internal sealed record MetricsAnswer(IReadOnlyList<MlflowMetric>? Metrics, string? NextPageToken);

internal sealed record EmptyAnswer;
