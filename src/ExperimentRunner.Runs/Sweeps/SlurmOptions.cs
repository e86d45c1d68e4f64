namespace ExperimentRunner.Runs.Sweeps;

/// <summary>How the jobs of a sweep are submitted to Slurm.</summary>
public sealed record SlurmOptions
{
    /// <summary>Null is the cluster's default.</summary>
    public string? Partition { get; init; }

    /// <summary>Null is the user's default.</summary>
    public string? Account { get; init; }

    /// <summary>Limit of one run's job; null is the partition's.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>More options of sbatch, as written on its command line, for example <c>--constraint=a100</c>.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];
}
