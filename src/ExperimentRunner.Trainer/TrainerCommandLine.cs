using System.CommandLine;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Results;

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
#pragma warning disable CA1031 // Whatever it is, it ends this process.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return LastResort.Tell(exception);
        }
    }

    private static RootCommand Create()
    {
        var folder = new Argument<DirectoryInfo>("folder") { Description = "Folder of the run; holds run.json, gets events.jsonl and result.json." };
        var parent = new Option<int?>("--parent") { Description = "Process id of the runner; the run stops when that process is gone.", HelpName = "PID" };
        var launcher = new Option<int?>("--launcher") { Description = "Process id of the trainer that started mpirun; set by it.", HelpName = "PID", Hidden = true };
        var srun = new Option<bool>("--srun") { Description = "Start the processes of `parallel: processes` by srun on the nodes of the Slurm job around this, in place of mpirun on this host." };
        var export = new Option<bool>("--export") { Description = "Leave the trained model in the folder's model/, as safetensors and for TorchSharp, with its labels." };
        var cache = new Option<DirectoryInfo?>("--cache") { Description = "Folder for decoded images, which later runs share; $XDG_CACHE_HOME/experiment-runner or ~/.cache/experiment-runner unless said.", HelpName = "DIR" };
        var train = new Command(
            "train",
            $"""
            Train one run. Exit codes: {TrainerExitCode.Success} finished, {TrainerExitCode.BadSpec} bad spec, {TrainerExitCode.OutOfMemory} out of memory, {TrainerExitCode.Diverged} diverged, {TrainerExitCode.BadData} bad data, {TrainerExitCode.DeviceFault} device fault, {TrainerExitCode.Crash} crash, {TrainerExitCode.Locked} folder in use, {TrainerExitCode.DiskFull} disk full, {TrainerExitCode.Cancelled} cancelled.
            """) { folder, parent, launcher, srun, export, cache };
        train.SetAction(parsed => new TrainVerb(
            new RunPaths(parsed.GetRequiredValue(folder).FullName),
            parsed.GetValue(parent),
            parsed.GetValue(launcher),
            parsed.GetValue(srun),
            parsed.GetValue(export),
            parsed.GetValue(cache)?.FullName ?? UserCache.Folder(Environment.GetEnvironmentVariable),
            TimeProvider.System).Run());
        return new RootCommand("Trains one run of a sweep in one process. ExperimentRunner starts it; it can be started by hand to look into a run.") { train, ExportVerb.Create(), PredictVerb.Create(), ProbeVerb.Create(), ConvolutionPeakCommand.Create(), LoaderRateCommand.Create() };
    }
}
