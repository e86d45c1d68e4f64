namespace ExperimentRunner.TrackingServer.Answers;

internal sealed record RunInfo
{
    public required string RunUuid { get; init; }

    public required string ExperimentId { get; init; }

    public required string RunName { get; init; }

    public required string UserId { get; init; }

    public required string Status { get; init; }

    public required long StartTime { get; init; }

    public long? EndTime { get; init; }

    public required string ArtifactUri { get; init; }

    public required string LifecycleStage { get; init; }

    public string RunId => RunUuid;
}
