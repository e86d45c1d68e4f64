namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>What was logged to a model; of each metric the latest value.</summary>
public sealed record MlflowLoggedModelData
{
    public IReadOnlyList<MlflowParam> Params { get => field ?? []; init; }

    public IReadOnlyList<MlflowRunMetric> Metrics { get => field ?? []; init; }
}
