namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>What a run read.</summary>
public sealed record MlflowRunInputs
{
    public IReadOnlyList<MlflowDatasetInput> DatasetInputs { get => field ?? []; init; }
}
