namespace ExperimentRunner.Execution.Slurm;

/// <summary>One task of an array, as Slurm tells of it.</summary>
/// <param name="JobName">Of its array.</param>
/// <param name="JobId">Of its array.</param>
/// <param name="Index">From 0.</param>
/// <param name="Word">The state in Slurm's own word.</param>
/// <param name="Reason">Why it waits or ended; empty if there is none.</param>
/// <param name="Nodes">Where it is or was; empty if it never was anywhere.</param>
internal sealed record SlurmTask(string JobName, string JobId, int Index, string Word, string Reason, string Nodes)
{
    public SlurmTaskState State { get; } = SlurmWord.Read(Word);

    /// <summary>It works, or will.</summary>
    public bool IsActive => State is SlurmTaskState.Pending or SlurmTaskState.Running;

    /// <summary>By which scancel, scontrol and sacct know it.</summary>
    public string Id => $"{JobId}_{Index}";
}
