namespace ExperimentRunner.TrackingServer.Answers;

internal sealed record ExperimentAnswer
{
    public required string ExperimentId { get; init; }

    public required string Name { get; init; }

    public required string ArtifactLocation { get; init; }

    public required string LifecycleStage { get; init; }

    public required long? LastUpdateTime { get; init; }

    public required long? CreationTime { get; init; }

    public IReadOnlyList<KeyValue>? Tags { get; init; }
}
