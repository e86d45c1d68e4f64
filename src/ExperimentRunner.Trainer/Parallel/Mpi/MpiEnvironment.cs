using System.Globalization;

namespace ExperimentRunner.Trainer.Parallel.Mpi;

/// <summary>What the environment tells a process of the job that it was started in.</summary>
/// <param name="variable">Value of an environment variable, or null.</param>
internal sealed class MpiEnvironment(Func<string, string?> variable)
{
    private static readonly string[] Prefixes = ["OMPI_", "PMIX_", "PMI_", "PMI2_", "PRTE_"];

    public static MpiEnvironment OfThisProcess { get; } = new(Environment.GetEnvironmentVariable);

    /// <summary>mpirun, or srun with an MPI plugin, started this process as one of several.</summary>
    public bool IsInJob => variable("OMPI_COMM_WORLD_SIZE") is { } size
        ? int.Parse(size, CultureInfo.InvariantCulture) > 1
        : variable("PMIX_RANK") is not null || variable("PMI_RANK") is not null;

    /// <summary>srun started several tasks, but without the means by which they could find each other.</summary>
    public bool IsSrunWithoutMpi => !IsInJob && variable("OMPI_COMM_WORLD_SIZE") is null
        && int.TryParse(variable("SLURM_STEP_NUM_TASKS"), CultureInfo.InvariantCulture, out int tasks) && tasks > 1;

    /// <summary>A variable by which a process would take itself for a part of its parent's job.</summary>
    public static bool IsOfJob(string name) => Array.Exists(Prefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal));
}
