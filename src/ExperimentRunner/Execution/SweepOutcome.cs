namespace ExperimentRunner.Execution;

/// <summary>How many runs of a sweep ended how; the rest never started or was cancelled.</summary>
/// <param name="NotNeeded">Repeats that earlier ones made needless.</param>
internal sealed record SweepOutcome(int Planned, int Finished, int Failed, int NotNeeded = 0)
{
    /// <summary>Why no further run was started; null if nothing but the user kept runs from it.</summary>
    public string? Refusal { get; init; }

    public int Open => Planned - Finished - Failed - NotNeeded;
}
