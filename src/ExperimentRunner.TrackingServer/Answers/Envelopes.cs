namespace ExperimentRunner.TrackingServer.Answers;

internal sealed record ErrorEnvelope(string ErrorCode, string Message);

internal sealed record ExperimentIdEnvelope(string ExperimentId);

internal sealed record ExperimentEnvelope(ExperimentAnswer Experiment);

internal sealed record ExperimentsEnvelope(IReadOnlyList<ExperimentAnswer>? Experiments, string? NextPageToken);

internal sealed record RunEnvelope(RunAnswer Run);

internal sealed record RunInfoEnvelope(RunInfo RunInfo);

internal sealed record RunsEnvelope(IReadOnlyList<RunAnswer>? Runs, string? NextPageToken);

internal sealed record MetricsEnvelope(IReadOnlyList<MetricPoint>? Metrics, string? NextPageToken);

internal sealed record FilesEnvelope(string? RootUri, IReadOnlyList<FileEntry>? Files);
