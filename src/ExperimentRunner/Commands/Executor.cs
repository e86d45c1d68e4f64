namespace ExperimentRunner.Commands;

/// <summary>Who does the runs of a sweep.</summary>
internal enum Executor
{
    /// <summary>This machine.</summary>
    Local,

    /// <summary>The nodes of a Slurm cluster.</summary>
    Slurm,
}
