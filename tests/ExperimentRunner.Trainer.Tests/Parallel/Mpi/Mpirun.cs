using CliWrap;
using CliWrap.Buffered;

namespace ExperimentRunner.Trainer.Tests.Parallel.Mpi;

/// <summary>Real trainers under a real Open MPI.</summary>
internal static class Mpirun
{
    /// <summary>Of the trainer that the tests were built with.</summary>
    public static string Trainer { get; } = typeof(Trainer.Loop.RunHost).Assembly.Location;

    /// <summary>
    /// Open MPI waits so many seconds before SIGTERM, and again before SIGKILL, where it ends a job because one of its processes ended badly. By default
    /// it is 1: too short for a process 0 that gets little of the machine to leave its result.
    /// </summary>
    public static IReadOnlyList<string> LateKill { get; } = ["--mca", "odls_base_sigkill_timeout", "5"];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Skips a test where mpirun is missing.</summary>
    public static void Require() => Skip.If(Find("mpirun") is null, "mpirun is not on this machine (apt-get install openmpi-bin).");

    /// <summary>A program on the PATH, or null.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(':', StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);

    /// <summary>mpirun with two processes of the trainer on a run folder.</summary>
    public static Command Train(RunFolder folder) => Of("-n", "2", "dotnet", Trainer, "train", folder.Paths.Folder);

    public static Command Of(params string[] arguments) => Cli.Wrap("mpirun")
        .WithArguments([.. Environment.IsPrivilegedProcess ? ["--allow-run-as-root"] : Array.Empty<string>(), "--oversubscribe", .. LateKill, .. arguments])
        .WithValidation(CommandResultValidation.None);

    /// <summary>Runs to the end; a job that hangs is killed and fails the test.</summary>
    public static async Task<BufferedCommandResult> EndAsync(this Command command)
    {
        using var patience = new CancellationTokenSource(Patience);
        return await command.ExecuteBufferedAsync(patience.Token);
    }
}
