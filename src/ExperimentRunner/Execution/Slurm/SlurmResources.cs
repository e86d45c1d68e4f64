using System.Globalization;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Execution.Slurm;

/// <summary>What a run asks Slurm for. Runs that ask for the same go into one array.</summary>
/// <param name="Devices">GPUs, or on CPUs replicas of <paramref name="ThreadsPerDevice"/> cores each.</param>
/// <param name="HasProcesses">Each device is a process, which srun starts on this host or on others.</param>
internal sealed record SlurmResources(int Devices, int ThreadsPerDevice, bool AreGpus, bool HasProcesses)
{
    /// <exception cref="UserFaultException">The run leaves open whether it wants GPUs.</exception>
    public static SlurmResources Of(RunSpec spec) => new(
        spec.Devices,
        spec.ThreadsPerDevice,
        spec.Backend switch
        {
            Backend.Cuda => true,
            Backend.Cpu => false,
            Backend.Auto => throw new UserFaultException(
                "backend is auto, and what to ask Slurm for must be known before a node is chosen. Say `backend: cuda` to get GPUs (--gres=gpu:N) or `backend: cpu` to get cores, in the matrix or with --set=backend=cuda."),
        },
        NeedsProcesses(spec));

    /// <summary>srun must start the run's processes.</summary>
    public static bool NeedsProcesses(RunSpec spec) => spec is { Devices: > 1, Train.Parallel: ParallelMode.Processes };

    /// <summary>As options of sbatch. One process stays on one node; several go where Slurm finds room.</summary>
    public IReadOnlyList<string> Options => (HasProcesses, AreGpus) switch
    {
        (false, false) => ["--nodes=1", "--ntasks=1", Text($"--cpus-per-task={Devices * ThreadsPerDevice}")],
        (false, true) => ["--nodes=1", "--ntasks=1", Text($"--gres=gpu:{Devices}")],
        (true, false) => [Text($"--ntasks={Devices}"), Text($"--cpus-per-task={ThreadsPerDevice}")],

        // Unbound, since processes of a host take its GPUs in their order and exchange between them.
        (true, true) => [Text($"--ntasks={Devices}"), "--gpus-per-task=1", "--gpu-bind=none"],
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
