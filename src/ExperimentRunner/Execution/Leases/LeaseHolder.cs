namespace ExperimentRunner.Execution.Leases;

/// <summary>Who asks for devices, as others are told.</summary>
internal sealed record LeaseHolder(string SweepId, string RunId, int ProcessId, string User)
{
    public static LeaseHolder Of(string sweepId, string runId) => new(sweepId, runId, Environment.ProcessId, Environment.UserName);

    public override string ToString() => $"sweep {SweepId}, run {RunId} (process {ProcessId} of {User})";
}
