namespace ExperimentRunner.TrackingServer.Answers;

internal sealed record RunAnswer(RunInfo Info, RunData Data)
{
    public RunInputs Inputs { get; init; } = new();

    /// <summary>Null where a run was only just made, as MLflow has it.</summary>
    public RunOutputs? Outputs { get; init; } = new();
}
