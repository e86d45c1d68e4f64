namespace ExperimentRunner.Execution.Slurm;

/// <summary>Where Slurm says that a task stands.</summary>
internal enum SlurmTaskState
{
    /// <summary>Waiting for its turn, for the first time or again after it was requeued.</summary>
    Pending,

    /// <summary>On a node: starting, working or ending.</summary>
    Running,

    Completed,

    /// <summary>Ended with another exit code than 0.</summary>
    Failed,

    Cancelled,

    /// <summary>Its time limit, or its deadline, is over.</summary>
    Timeout,

    OutOfMemory,

    /// <summary>Its node failed or did not start.</summary>
    NodeFailed,

    /// <summary>Made way for another job and was not requeued.</summary>
    Preempted,

    /// <summary>Slurm knows it no more.</summary>
    Forgotten,
}
