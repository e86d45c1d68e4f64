namespace ExperimentRunner.Execution.Slurm;

/// <summary>How often a sweep looks at what Slurm does.</summary>
/// <param name="Files">Between two looks at the folders of running runs.</param>
/// <param name="Queue">Between two questions to the controller.</param>
/// <param name="Settling">How long the result of a task that has ended may take to be seen here: other hosts remember for up to a minute what a shared folder held (nfs(5), acdirmax).</param>
internal sealed record SlurmPace(TimeSpan Files, TimeSpan Queue, TimeSpan Settling)
{
    public static SlurmPace Default { get; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(65));
}
