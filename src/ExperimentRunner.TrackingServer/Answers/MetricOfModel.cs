namespace ExperimentRunner.TrackingServer.Answers;

/// <summary>A value that a run measured with a model, perhaps on a data set.</summary>
internal sealed record MetricOfModel
{
    public required string Key { get; init; }

    public required double Value { get; init; }

    public required long Timestamp { get; init; }

    public required long Step { get; init; }

    public required string? DatasetName { get; init; }

    public required string? DatasetDigest { get; init; }

    public required string ModelId { get; init; }

    public required string RunId { get; init; }
}
