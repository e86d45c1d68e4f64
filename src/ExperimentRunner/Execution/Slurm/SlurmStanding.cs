namespace ExperimentRunner.Execution.Slurm;

/// <summary>The last time that a run was submitted, and what Slurm says of it now.</summary>
/// <param name="Index">The run's task in the array.</param>
/// <param name="Task">Null if Slurm knows nothing of it any more, or never did.</param>
internal sealed record SlurmStanding(SlurmSubmission Submission, int Index, SlurmTask? Task)
{
    public bool IsActive => Task is { IsActive: true };

    public SlurmTaskState State => Task?.State ?? SlurmTaskState.Forgotten;

    /// <summary>It is that of a run, and the run has not begun.</summary>
    public bool Waits(string runId) => State == SlurmTaskState.Pending && Submission.RunIds[Index] == runId;
}
