namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>A run to be made, with its tags from the start, so that it never shows up anonymous.</summary>
public sealed record NewRun
{
    public required string ExperimentId { get; init; }

    public required string RunName { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public required long StartTime { get; init; }

    public IReadOnlyList<MlflowTag> Tags { get; init; } = [];
}
