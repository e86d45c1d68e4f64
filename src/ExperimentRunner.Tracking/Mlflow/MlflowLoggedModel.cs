namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>A logged model (MLflow 3) as the server has it.</summary>
public sealed record MlflowLoggedModel
{
    public required MlflowLoggedModelInfo Info { get; init; }

    public MlflowLoggedModelData Data { get => field ?? new(); init; }
}
