using System.Globalization;

namespace ExperimentRunner.Trainer.Parallel.Mpi;

/// <summary>The arguments by which srun starts one process a device on the nodes of the job that it is called in.</summary>
internal static class SrunArguments
{
    public static IReadOnlyList<string> Of(int devices, int threadsPerDevice, IEnumerable<string> command) =>
    [
        "--mpi=pmix",
        string.Create(CultureInfo.InvariantCulture, $"--ntasks={devices}"),

        // srun does not take this from sbatch (since Slurm 22.05).
        string.Create(CultureInfo.InvariantCulture, $"--cpus-per-task={threadsPerDevice}"),
        "--kill-on-bad-exit=1",
        "--input=none",
        .. command,
    ];
}
