namespace ExperimentRunner.TrackingServer.Answers;

internal sealed record ErrorEnvelope(string ErrorCode, string Message);

internal sealed record ExperimentIdEnvelope(string ExperimentId);

internal sealed record ExperimentEnvelope(ExperimentAnswer Experiment);

internal sealed record ExperimentsEnvelope(IReadOnlyList<ExperimentAnswer>? Experiments, string? NextPageToken);

internal sealed record RunEnvelope(RunAnswer Run);

internal sealed record RunInfoEnvelope(RunInfo RunInfo);

internal sealed record MetricsEnvelope(IReadOnlyList<MetricPoint>? Metrics, string? NextPageToken);

internal sealed record MetricsOfRunsEnvelope(IReadOnlyList<MetricOfRun>? Metrics);

internal sealed record DatasetSummariesEnvelope(IReadOnlyList<DatasetSummary>? DatasetSummaries);

internal sealed record FilesEnvelope(string? RootUri, IReadOnlyList<FileEntry>? Files);

internal sealed record LoggedModelEnvelope(LoggedModel Model);

internal sealed record LoggedModelsEnvelope(IReadOnlyList<LoggedModel>? Models, string? NextPageToken);
