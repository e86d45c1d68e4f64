namespace ExperimentRunner.Execution;

/// <summary>How many runs of a sweep ended how; the rest never started or was cancelled.</summary>
internal sealed record SweepOutcome(int Planned, int Finished, int Failed)
{
    public int Open => Planned - Finished - Failed;
}
