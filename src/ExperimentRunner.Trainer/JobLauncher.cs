using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Loop;
using ExperimentRunner.Trainer.Parallel.Mpi;

namespace ExperimentRunner.Trainer;

/// <summary>Starts this trainer again under mpirun or srun, one process a device, and stands for all of them towards whoever started it.</summary>
/// <param name="usesSrun">The processes go where the Slurm job that this process is in has its nodes; otherwise all are on this host.</param>
/// <param name="exports">Process 0 leaves the trained model in the folder, too.</param>
/// <param name="cacheFolder">Where all processes keep decoded images; null decodes into memory.</param>
/// <param name="isOrphaned">Whoever started this trainer has ended.</param>
internal sealed partial class JobLauncher(RunPaths paths, RunSpec spec, bool usesSrun, bool exports, string? cacheFolder, TimeProvider time, Func<bool> isOrphaned)
{
    /// <summary>SIGUSR1 on Linux: mpirun and srun hand it on to all processes and stay, so that the exit code of process 0 comes back.</summary>
    public const int StopSignal = 10;

    private static readonly TimeSpan AskInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>Process 0 leaves a result within 15 s of being asked, and the runner kills after 20.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(18);

    private string Launcher => usesSrun ? "srun" : "mpirun";

    /// <returns>A <see cref="TrainerExitCode"/>.</returns>
    public int Run(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Host().Tell(TooEarly);
        }

        DateTime resultBefore = File.GetLastWriteTimeUtc(paths.Result);
        int exitCode;
        try
        {
            exitCode = RunProcesses(cancellationToken);
        }
        catch (BadSpecException exception)
        {
            return Host().Refuse(exception);
        }

        if (exitCode == TrainerExitCode.Locked)
        {
            return exitCode;
        }

        // Another process that ends badly behind a result that is there makes the launcher end badly, too.
        RunOutcome? told = File.GetLastWriteTimeUtc(paths.Result) != resultBefore ? WholeFile.ReadJson(paths.Result, RunJson.Default.RunResult)?.Outcome : null;
        return told is null ? Host().Tell(Untold(exitCode, cancellationToken.IsCancellationRequested)) : RunHost.ExitCode(told);
    }

    private static RunOutcome.Cancelled TooEarly => new("The trainer was asked to stop before its processes had begun.");

    private RunOutcome Untold(int exitCode, bool wasAsked) => wasAsked
        ? TooEarly
        : new RunOutcome.Failed(
            TrainerExitCode.ToFailure(exitCode),
            exitCode,
            $"Process 0 of the run ended without a result; {Launcher}'s exit code is {exitCode}. Standard error says what {Launcher} saw: signal, process and host.",
            []);

    private int RunProcesses(CancellationToken cancellationToken)
    {
        _ = MpiLibrary.Handle("ompi_mpi_comm_world");
        using Process launcher = Start();
        long? asked = null;
        while (!launcher.WaitForExit(AskInterval))
        {
            if (cancellationToken.IsCancellationRequested)
            {
                asked ??= time.GetTimestamp();
                End(launcher, time.GetElapsedTime(asked.Value));
            }
        }

        return launcher.ExitCode;
    }

    /// <summary>Asks again and again, since a launcher that has not started its processes yet hands the signal on to none.</summary>
    private static void End(Process launcher, TimeSpan sinceAsked)
    {
        if (sinceAsked < Patience)
        {
            _ = Kill(launcher.Id, StopSignal);
        }
        else
        {
            launcher.Kill(entireProcessTree: true);
        }
    }

    private Process Start()
    {
        var start = new ProcessStartInfo(Launcher, usesSrun
            ? SrunArguments.Of(spec.Devices, spec.ThreadsPerDevice, Command())
            : MpirunArguments.Of(spec.Devices, spec.ThreadsPerDevice, HostCores.OfThisHost(), Environment.IsPrivilegedProcess, [.. Command(), "--launcher", $"{Environment.ProcessId}"]));
        foreach (string name in start.Environment.Keys.Where(MpiEnvironment.IsOfJob).ToArray())
        {
            start.Environment.Remove(name);
        }

        // mpirun gives each process a terminal of its own, to which .NET would write control sequences.
        start.Environment["TERM"] = "dumb";

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new BadSpecException(
                $"train.parallel: processes starts {Launcher}, which can't be started ({exception.Message}). Install Open MPI (`apt-get install openmpi-bin`) or use `parallel: replicas`.", exception);
        }
    }

    /// <summary>This program again, through dotnet if it was started so.</summary>
    private string[] Command()
    {
        string program = Environment.ProcessPath!;
        string[] host = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [program, typeof(JobLauncher).Assembly.Location] : [program];
        return [.. host, "train", paths.Folder, .. exports ? ["--export"] : (string[])[], .. cacheFolder is null ? (string[])[] : ["--cache", cacheFolder]];
    }

    private RunHost Host() => new(paths, time, Console.Out, Console.Error, isOrphaned: isOrphaned);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
