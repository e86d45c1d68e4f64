namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>What a server knows of every logged model. Times are milliseconds since 1970.</summary>
public sealed record MlflowLoggedModelInfo
{
    public required string ModelId { get; init; }

    public required string ExperimentId { get; init; }

    public string Name { get => field ?? ""; init; }

    /// <summary>One of <see cref="LoggedModelStatus"/>.</summary>
    public required string Status { get; init; }

    /// <summary>For example <c>mlflow-artifacts:/1/models/m-ab12/artifacts</c>.</summary>
    public string ArtifactUri { get => field ?? ""; init; }

    public long CreationTimestampMs { get; init; }

    public long LastUpdatedTimestampMs { get; init; }

    public string ModelType { get => field ?? ""; init; }

    /// <summary>The run that made it; empty for none.</summary>
    public string SourceRunId { get => field ?? ""; init; }

    public IReadOnlyList<MlflowTag> Tags { get => field ?? []; init; }
}
