using System.CommandLine;
using System.Runtime.InteropServices;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Loop;

namespace ExperimentRunner.Trainer;

/// <summary>The trainer's command line.</summary>
internal static class TrainerCommandLine
{
    public static int Run(string[] arguments)
    {
        ParseResult parsed = Create().Parse(arguments);
        try
        {
            int exitCode = parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
            return parsed.Errors.Count > 0 ? TrainerExitCode.BadSpec : exitCode;
        }
#pragma warning disable CA1031 // The last resort, outside any run: the folder can't be written to, say.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Console.Error.WriteLine(exception);
            return TrainerExitCode.Crash;
        }
    }

    private static RootCommand Create()
    {
        var folder = new Argument<DirectoryInfo>("folder") { Description = "Folder of the run; holds run.json, gets events.jsonl and result.json." };
        var parent = new Option<int?>("--parent") { Description = "Process id of the runner; the run stops when that process is gone.", HelpName = "PID" };
        var train = new Command(
            "train",
            $"""
            Train one run. Exit codes: {TrainerExitCode.Success} finished, {TrainerExitCode.BadSpec} bad spec, {TrainerExitCode.OutOfMemory} out of memory, {TrainerExitCode.Diverged} diverged, {TrainerExitCode.BadData} bad data, {TrainerExitCode.Crash} crash, {TrainerExitCode.Locked} folder in use, {TrainerExitCode.Cancelled} cancelled.
            """) { folder, parent };
        train.SetAction(parsed => Train(parsed.GetRequiredValue(folder), parsed.GetValue(parent)));
        return new RootCommand("Trains one run of a sweep in one process. ExperimentRunner starts it; it can be started by hand to look into a run.") { train };
    }

    private static int Train(DirectoryInfo folder, int? parent)
    {
        HostAllocator.KeepBigBlocks();
        using var stop = new CancellationTokenSource();
        using PosixSignalRegistration interrupt = StopOn(PosixSignal.SIGINT, stop);
        using PosixSignalRegistration terminate = StopOn(PosixSignal.SIGTERM, stop);
        using ParentWatch? watch = parent is { } process ? new ParentWatch(process, stop, TimeProvider.System) : null;
        return new RunHost(new RunPaths(folder.FullName), TimeProvider.System, Console.Out, Console.Error).Execute(stop.Token);
    }

    private static PosixSignalRegistration StopOn(PosixSignal signal, CancellationTokenSource stop) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        stop.Cancel();
    });
}
