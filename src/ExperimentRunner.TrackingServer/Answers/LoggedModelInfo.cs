namespace ExperimentRunner.TrackingServer.Answers;

internal sealed record LoggedModelInfo
{
    public required string ModelId { get; init; }

    public required string ExperimentId { get; init; }

    public required string Name { get; init; }

    public required long CreationTimestampMs { get; init; }

    public required long LastUpdatedTimestampMs { get; init; }

    public required string ArtifactUri { get; init; }

    public required string Status { get; init; }

    public required string? ModelType { get; init; }

    public required string? SourceRunId { get; init; }

    public required string? StatusMessage { get; init; }

    public required IReadOnlyList<KeyValue>? Tags { get; init; }
}
