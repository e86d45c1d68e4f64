namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>A run as the server has it.</summary>
public sealed record MlflowRun
{
    public required MlflowRunInfo Info { get; init; }

    public MlflowRunData Data { get => field ?? new(); init; }

    public MlflowRunInputs Inputs { get => field ?? new(); init; }

    public MlflowRunOutputs Outputs { get => field ?? new(); init; }

    public string? Tag(string key) => Data.Tags.FirstOrDefault(tag => tag.Key == key)?.Value;
}
