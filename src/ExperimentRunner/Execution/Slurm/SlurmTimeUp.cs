using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Execution.Slurm;

/// <summary>What a worker does with a run whose job's time was nearly up: back into the queue, as long as each turn brings the run further.</summary>
/// <param name="run">As it is before the worker begins.</param>
internal sealed class SlurmTimeUp(RunPaths run, SlurmClient slurm)
{
    private const int NoExitCode = -1;

    private readonly HashSet<(string, DateTime)> before = [.. Checkpoints(run)];

    /// <summary>This task, as Slurm names it in its environment; null outside of an array.</summary>
    /// <param name="variable">Value of an environment variable, or null.</param>
    public static string? TaskId(Func<string, string?> variable) =>
        (variable("SLURM_ARRAY_JOB_ID"), variable("SLURM_ARRAY_TASK_ID")) is ({ } job, { } task) ? $"{job}_{task}" : null;

    /// <param name="left">How the trainer left the run when it was asked to stop.</param>
    /// <returns>The result that counts.</returns>
    public async Task<RunResult> RequeueAsync(RunResult left, string? taskId)
    {
        if (left.Outcome is not RunOutcome.Cancelled)
        {
            return left;
        }

        if (Checkpoints(run).All(before.Contains))
        {
            return Write(left with
            {
                Outcome = new RunOutcome.Failed(
                    FailureKind.Timeout, NoExitCode, "The time of its Slurm job was nearly up, and it has no new checkpoint to go on from. Set a longer slurm.time, or a shorter train.checkpoint_every.", []),
            });
        }

        string? refusal = taskId is null ? "this is no task of an array." : await slurm.RequeueAsync(taskId, CancellationToken.None);
        return Write(left with
        {
            Outcome = new RunOutcome.Cancelled(refusal is null
                ? "The time of its Slurm job was nearly up; it is queued again and goes on from its checkpoint."
                : $"The time of its Slurm job was nearly up, and Slurm does not queue it again: {refusal} It goes on from its checkpoint with `sweep --resume --executor=slurm`."),
        });
    }

    private static IEnumerable<(string, DateTime)> Checkpoints(RunPaths run) => Directory.Exists(run.Checkpoints)
        ? Directory.EnumerateFiles(run.Checkpoints).Select(file => (file, File.GetLastWriteTimeUtc(file)))
        : [];

    private RunResult Write(RunResult result)
    {
        WholeFile.WriteJson(run.Result, result, RunJson.Default.RunResult);
        return result;
    }
}
