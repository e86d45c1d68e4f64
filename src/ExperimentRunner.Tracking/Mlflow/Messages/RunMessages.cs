namespace ExperimentRunner.Tracking.Mlflow.Messages;

internal sealed record RunIdRequest(string RunId);

internal sealed record RunAnswer
{
    public required MlflowRun Run { get; init; }
}

internal sealed record UpdateRunRequest(string RunId, string? Status, long? EndTime, string? RunName);

internal sealed record UpdateRunAnswer
{
    public required MlflowRunInfo RunInfo { get; init; }
}

internal sealed record SearchRunsRequest(
    IReadOnlyList<string> ExperimentIds, string? Filter, IReadOnlyList<string>? OrderBy, MlflowView RunViewType, int MaxResults, string? PageToken);

internal sealed record SearchRunsAnswer(IReadOnlyList<MlflowRun>? Runs, string? NextPageToken);
