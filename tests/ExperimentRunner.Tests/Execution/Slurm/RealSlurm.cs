using CliWrap;
using CliWrap.Buffered;

namespace ExperimentRunner.Tests.Execution.Slurm;

/// <summary>The Slurm that SLURM_CONF names. tests/Shared/slurm/start-slurm.sh starts one of one machine, with GPUs that are but counts.</summary>
internal static class RealSlurm
{
    public static async Task RequireAsync()
    {
        Skip.If(Find("sbatch") is null, "sbatch is not on this machine (apt-get install slurmctld slurmd slurm-client munge).");
        BufferedCommandResult nodes = await AskAsync("sinfo", "--noheader", "--responding", "--format=%G");
        Skip.If(nodes.ExitCode != 0 || nodes.StandardOutput.Length == 0, "No Slurm answers here. tests/Shared/slurm/start-slurm.sh starts one; SLURM_CONF names its configuration.");
        Skip.IfNot(nodes.StandardOutput.Contains("gpu:", StringComparison.Ordinal), "This Slurm has no GPUs, not even played ones.");
    }

    public static async Task RequireProcessesAsync()
    {
        await RequireAsync();
        Skip.If(Find("mpirun") is null, "Open MPI is not on this machine (apt-get install openmpi-bin).");
        BufferedCommandResult ways = await AskAsync("srun", "--mpi=list");
        Skip.IfNot((ways.StandardOutput + ways.StandardError).Contains("pmix", StringComparison.Ordinal), "This Slurm has no PMIx plugin (apt-get install libpmix-dev).");
    }

    public static async Task<BufferedCommandResult> AskAsync(string program, params string[] arguments) =>
        await Cli.Wrap(program).WithArguments(arguments).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync();

    /// <summary>One line a task of a sweep, ended ones among them: <c>JOB_TASK STATE</c>.</summary>
    public static async Task<IReadOnlyList<string>> TasksAsync(string sweepId)
    {
        BufferedCommandResult all = await AskAsync("squeue", "--noheader", "--array", "--states=all", "--format=%j|%F_%K %T");
        return [.. all.StandardOutput.Split('\n').Select(line => line.Trim().Split('|')).Where(fields => fields[0].StartsWith(sweepId + ".", StringComparison.Ordinal)).Select(fields => fields[1])];
    }

    /// <returns>The full path; null if it is not on the PATH.</returns>
    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
