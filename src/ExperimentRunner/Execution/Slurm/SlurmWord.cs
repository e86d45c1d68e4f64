namespace ExperimentRunner.Execution.Slurm;

/// <summary>Slurm's own words for the state of a job, as squeue and sacct print them (JOB STATE CODES of squeue(1)).</summary>
internal static class SlurmWord
{
    /// <param name="word">sacct adds who cancelled: <c>CANCELLED by 1000</c>.</param>
    public static SlurmTaskState Read(string word) => word.Split(' ')[0] switch
    {
        "PENDING" or "REQUEUED" or "REQUEUE_FED" or "REQUEUE_HOLD" or "RESV_DEL_HOLD" or "SPECIAL_EXIT" => SlurmTaskState.Pending,
        "COMPLETED" => SlurmTaskState.Completed,
        "FAILED" => SlurmTaskState.Failed,
        "CANCELLED" or "REVOKED" => SlurmTaskState.Cancelled,
        "TIMEOUT" or "DEADLINE" => SlurmTaskState.Timeout,
        "OUT_OF_MEMORY" => SlurmTaskState.OutOfMemory,
        "NODE_FAIL" or "BOOT_FAIL" => SlurmTaskState.NodeFailed,
        "PREEMPTED" => SlurmTaskState.Preempted,

        // RUNNING and the many ways to be on a node; a word that is not known yet must not end a run.
        _ => SlurmTaskState.Running,
    };
}
