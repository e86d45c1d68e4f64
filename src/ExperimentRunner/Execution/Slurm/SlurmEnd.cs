using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Execution.Slurm;

/// <summary>What became of a run whose task ended before the run had a result.</summary>
internal static class SlurmEnd
{
    private const int NoExitCode = -1;

    /// <param name="lastLines">What the task wrote last.</param>
    public static RunOutcome OutcomeOf(SlurmStanding standing, IReadOnlyList<string> lastLines)
    {
        RunOutcome.Failed Failed(FailureKind kind, string why) => new(kind, NoExitCode, Text(standing, why), lastLines);
        RunOutcome.Cancelled Cancelled(string why) => new(Text(standing, why));
        return standing.State switch
        {
            SlurmTaskState.OutOfMemory => Failed(FailureKind.OutOfMemory, "the memory of its job was used up. Ask for more with slurm.options, for example --mem=32G"),
            SlurmTaskState.Timeout => Failed(FailureKind.Timeout, "the time of its job was over, and the runner could not end it before. Set a longer slurm.time"),
            SlurmTaskState.Completed or SlurmTaskState.Failed => Failed(FailureKind.Crash, "the runner on the node left no result"),

            // Not the run's fault: it is done again when the sweep goes on.
            SlurmTaskState.Cancelled => Cancelled("somebody cancelled its job"),
            SlurmTaskState.NodeFailed => Cancelled("its node failed"),
            SlurmTaskState.Preempted => Cancelled("its job made way for another one"),
            SlurmTaskState.Forgotten => Cancelled("Slurm knows nothing of its job any more, and there is no accounting that would tell"),
            SlurmTaskState.Pending or SlurmTaskState.Running => throw new InvalidOperationException($"{standing.Task} has not ended."),
        };
    }

    private static string Text(SlurmStanding standing, string why) => standing.Task is { } task
        ? $"Slurm says {task.Word} of job {task.Id}{(task.Nodes.Length > 0 ? $" on {task.Nodes}" : "")}: {why}."
        : $"{char.ToUpperInvariant(why[0])}{why[1..]}.";
}
