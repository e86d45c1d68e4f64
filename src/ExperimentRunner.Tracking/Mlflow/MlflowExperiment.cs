namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>An experiment as the server has it: what runs are grouped in. Times are milliseconds since 1970.</summary>
public sealed record MlflowExperiment
{
    public required string ExperimentId { get; init; }

    public required string Name { get; init; }

    /// <summary>For example <c>mlflow-artifacts:/1</c>.</summary>
    public string ArtifactLocation { get => field ?? ""; init; }

    /// <summary><c>active</c> or <c>deleted</c>.</summary>
    public required string LifecycleStage { get; init; }

    public long? CreationTime { get; init; }

    public long? LastUpdateTime { get; init; }

    // A default in the getter: a deserializer that is generated sets what is missing to null.
    public IReadOnlyList<MlflowTag> Tags { get => field ?? []; init; }

    public bool IsDeleted => LifecycleStage == "deleted";

    public string? Tag(string key) => Tags.FirstOrDefault(tag => tag.Key == key)?.Value;
}
