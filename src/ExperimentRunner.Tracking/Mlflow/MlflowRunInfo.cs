namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>What a server knows of every run. Times are milliseconds since 1970.</summary>
public sealed record MlflowRunInfo
{
    public required string RunId { get; init; }

    public required string ExperimentId { get; init; }

    public string RunName { get => field ?? ""; init; }

    public required string Status { get; init; }

    public long StartTime { get; init; }

    public long? EndTime { get; init; }

    /// <summary>For example <c>mlflow-artifacts:/1/ab12/artifacts</c>.</summary>
    public string ArtifactUri { get => field ?? ""; init; }

    /// <summary><c>active</c> or <c>deleted</c>.</summary>
    public required string LifecycleStage { get; init; }

    public bool IsDeleted => LifecycleStage == "deleted";
}
