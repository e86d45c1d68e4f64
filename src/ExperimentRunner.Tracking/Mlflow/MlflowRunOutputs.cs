namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>What a run made.</summary>
public sealed record MlflowRunOutputs
{
    public IReadOnlyList<MlflowModelOutput> ModelOutputs { get => field ?? []; init; }
}
