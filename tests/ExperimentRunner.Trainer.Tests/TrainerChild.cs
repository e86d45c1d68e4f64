using System.Diagnostics;
using System.Runtime.InteropServices;
using ExperimentRunner.Runs.Files;

namespace ExperimentRunner.Trainer.Tests;

/// <summary>The real trainer as a child process that may be killed; it exports its model.</summary>
internal sealed partial class TrainerChild : IDisposable
{
    public const int Interrupt = 2;
    public const int Terminate = 15;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> errors;

    /// <param name="launcher">A program and its arguments that start the trainer; none starts it directly.</param>
    public TrainerChild(RunPaths run, params string[] launcher)
    {
        string[] command = [.. launcher, "dotnet", typeof(Trainer.Loop.RunHost).Assembly.Location, "train", run.Folder, "--export"];
        process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        output = process.StandardOutput.ReadToEndAsync();
        errors = process.StandardError.ReadToEndAsync();
    }

    public string Errors => errors.GetAwaiter().GetResult();

    public bool HasExited => process.HasExited;

    /// <summary>SIGKILL: nothing can be written any more.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>Nothing, if it has ended meanwhile.</summary>
    public void Signal(int signal) => Assert.True(Kill(process.Id, signal) == 0 || process.HasExited, "The trainer can't be sent a signal.");

    /// <summary>128 + the signal, if one ended it.</summary>
    public int ExitCode()
    {
        Assert.True(process.WaitForExit(Patience), "The trainer does not end.");
        return process.ExitCode;
    }

    /// <summary>Waits until something is so, or the trainer has ended.</summary>
    public void WaitUntil(Func<bool> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!condition() && !process.HasExited)
        {
            Assert.True(watch.Elapsed < Patience, "What was waited for does not happen.");
            Thread.Sleep(1);
        }
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.WaitForExit();
        output.GetAwaiter().GetResult();
        process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
