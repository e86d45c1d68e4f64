namespace ExperimentRunner.TrackingServer.Answers;

internal sealed record Dataset
{
    public required string Name { get; init; }

    public required string Digest { get; init; }

    public required string SourceType { get; init; }

    public required string Source { get; init; }

    public required string? Schema { get; init; }

    public required string? Profile { get; init; }
}
