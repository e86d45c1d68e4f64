namespace ExperimentRunner.Execution;

/// <summary>How many runs of a sweep ended how; the rest never started or was cancelled.</summary>
/// <param name="NotNeeded">Repeats that earlier ones made needless.</param>
internal sealed record SweepOutcome(int Planned, int Finished, int Failed, int NotNeeded = 0)
{
    public int Open => Planned - Finished - Failed - NotNeeded;
}
