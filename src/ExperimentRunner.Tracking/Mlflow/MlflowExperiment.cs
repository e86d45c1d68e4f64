namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>An experiment as the server has it: what runs are grouped in.</summary>
public sealed record MlflowExperiment
{
    public required string ExperimentId { get; init; }

    public required string Name { get; init; }

    /// <summary><c>active</c> or <c>deleted</c>.</summary>
    public required string LifecycleStage { get; init; }

    public bool IsDeleted => LifecycleStage == "deleted";
}
