using System.Globalization;
using ExperimentRunner.Execution;
using ExperimentRunner.Execution.Slurm;
using ExperimentRunner.Reporting;
using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Sweeps;
using RunState = ExperimentRunner.Reporting.RunState;

namespace ExperimentRunner.Commands.Status;

/// <summary>Where the runs of a sweep stand, from their folders and, where Slurm has them, from its queue. Nothing is written.</summary>
internal sealed class SweepStatus(SweepPaths sweep, SweepPlan plan)
{
    /// <summary>A runner works on the sweep, or watches it.</summary>
    public bool IsAttended { get; } = FolderLock.IsHeld(sweep.Lock);

    /// <summary>Why Slurm could not be asked; null if it was, or need not be.</summary>
    public string? SlurmFault { get; private set; }

    public async Task<IReadOnlyList<RunStatus>> ReadAsync(CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, SlurmStanding> standings = File.Exists(sweep.Slurm.Submissions) ? await StandingsAsync(cancellationToken) : new Dictionary<string, SlurmStanding>();
        return [.. plan.Runs.Select(run => Of(run, standings.GetValueOrDefault(run.RunId)))];
    }

    private async Task<IReadOnlyDictionary<string, SlurmStanding>> StandingsAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await SlurmQueue.ReadAllAsync(sweep, plan, new SlurmClient(), cancellationToken);
        }
        catch (Exception exception) when (exception is SlurmUnavailableException or UserFaultException)
        {
            SlurmFault = exception.Message;
            return new Dictionary<string, SlurmStanding>();
        }
    }

    private RunStatus Of(PlannedRun planned, SlurmStanding? standing)
    {
        RunPaths run = sweep.Run(planned.RunId);
        RunState state = RunFolder.Read(run, planned).State;
        return state switch
        {
            RunState.Finished => new RunStatus(planned.RunId, RunStatus.Finished, ""),
            RunState.NotNeeded => new RunStatus(planned.RunId, RunStatus.NotNeeded, ""),
            _ when standing?.Task is { State: SlurmTaskState.Running } task => new RunStatus(planned.RunId, "running", $"on {task.Nodes}{Progress(run, planned)}"),
            _ when standing?.Task is { State: SlurmTaskState.Pending } task => new RunStatus(planned.RunId, "queued", $"job {task.Id}{(task.Reason.Length > 0 ? $" ({task.Reason})" : "")}"),
            RunState.Failed failed => new RunStatus(planned.RunId, "failed", $"{failed.Outcome.Kind}: {failed.Outcome.Message}"),
            RunState.Cancelled cancelled => new RunStatus(planned.RunId, "cancelled", cancelled.Reason),
            RunState.Unreadable unreadable => new RunStatus(planned.RunId, "unreadable", unreadable.Message),
            RunState.Interrupted when FolderLock.IsHeld(run.Lock) => new RunStatus(planned.RunId, "running", Progress(run, planned).TrimStart(',', ' ')),
            RunState.Interrupted interrupted => new RunStatus(planned.RunId, "interrupted", string.Create(CultureInfo.InvariantCulture, $"after {interrupted.Steps} steps")),
            RunState.NotStarted => new RunStatus(planned.RunId, "planned", standing?.Task is { } ended ? $"its job {ended.Id} ended before it began: {ended.Word}" : ""),
            _ => throw new InvalidOperationException($"{state} is no state of a run."),
        };
    }

    private static string Progress(RunPaths run, PlannedRun planned) =>
        LineLogReader.Read(run.Events, CompactRunJson.Default.RunEvent).Values.OfType<RunEvent.StepWindow>().LastOrDefault() is { } window
            ? string.Create(CultureInfo.InvariantCulture, $", epoch {window.Epoch}/{planned.Spec.Train.Epochs}, step {window.Step}, {window.ImagesPerSecond:0} images/s")
            : "";
}
