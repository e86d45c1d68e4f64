namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>What was logged to a run; of each metric the latest value.</summary>
public sealed record MlflowRunData
{
    // Defaults in the getters: a deserializer that is generated sets what is missing to null.
    public IReadOnlyList<MlflowMetric> Metrics { get => field ?? []; init; }

    public IReadOnlyList<MlflowParam> Params { get => field ?? []; init; }

    public IReadOnlyList<MlflowTag> Tags { get => field ?? []; init; }
}
