using System.CommandLine;
using ExperimentRunner.Execution;
using ExperimentRunner.Runs.Files;

namespace ExperimentRunner.Commands;

/// <summary><c>work</c>: does one run of a sweep on the node that Slurm gave it.</summary>
internal static class WorkCommand
{
    public static Command Create()
    {
        var folder = new Option<DirectoryInfo>("--sweep-folder") { Description = "Folder of the sweep, on a file system that the node shares.", HelpName = "DIR", Required = true };
        var run = new Option<string>("--run") { Description = "The run to do.", HelpName = "RUN_ID", Required = true };
        var array = new Option<int>("--array") { Description = "Number of the array in the sweep, from 1.", HelpName = "N", Required = true };
        var task = new Option<int>("--task") { Description = "Number of the task in the array, from 0.", HelpName = "N", Required = true };
        var retryFailed = new Option<bool>("--retry-failed") { Description = "Do the run again if it failed." };
        Option<bool> export = RunnerOptions.Export();
        var cache = new Option<DirectoryInfo>("--cache") { Description = "Folder for decoded images.", HelpName = "DIR", Required = true };
        Option<string?> trainer = RunnerOptions.Trainer();
        var command = new Command("work", "Do one run of a sweep; the job scripts of `sweep --executor=slurm` call it on the nodes. SIGTERM lets the run write a checkpoint; SIGUSR1 does, too, and puts the task back into Slurm's queue.")
        {
            folder, run, array, task, retryFailed, export, cache, trainer,
        };
        command.SetAction((parsed, _) => new WorkSession(new WorkRequest
        {
            Sweep = new SweepPaths(parsed.GetRequiredValue(folder).FullName),
            RunId = parsed.GetRequiredValue(run),
            Array = parsed.GetRequiredValue(array),
            Task = parsed.GetRequiredValue(task),
            RetryFailed = parsed.GetValue(retryFailed),
            Exports = parsed.GetValue(export),
            Cache = parsed.GetRequiredValue(cache).FullName,
            Trainer = parsed.GetValue(trainer) ?? TrainerCommand.DefaultPath(),
        }).RunAsync());
        return command;
    }
}
