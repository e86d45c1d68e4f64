namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>What is to be changed of a run; null leaves a thing as it is.</summary>
public sealed record RunUpdate
{
    /// <summary>One of <see cref="MlflowStatus"/>.</summary>
    public string? Status { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public long? EndTime { get; init; }

    public string? RunName { get; init; }
}
