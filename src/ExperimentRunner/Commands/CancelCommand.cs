using System.CommandLine;
using ExperimentRunner.Execution;
using ExperimentRunner.Execution.Slurm;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Commands;

/// <summary><c>cancel</c>: takes the runs of a sweep out of Slurm.</summary>
internal static class CancelCommand
{
    public static Command Create()
    {
        Option<string?> sweep = RunnerOptions.Sweep();
        Option<DirectoryInfo> artifacts = RunnerOptions.Artifacts();
        var command = new Command("cancel", "Cancel what Slurm has of a sweep: what waits never starts, what runs is asked to write a checkpoint. `sweep --resume --executor=slurm` goes on.") { sweep, artifacts };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var store = new SweepStore(new ArtifactPaths(parsed.GetRequiredValue(artifacts).FullName).Sweeps);
            (SweepPaths paths, SweepPlan plan) = store.OpenOrNewest(parsed.GetValue(sweep));
            int cancelled = await CancelAsync(paths, plan, cancellationToken);
            await Console.Out.WriteLineAsync(cancelled == 0
                ? $"Slurm has nothing of sweep {plan.SweepId} that could be cancelled."
                : $"Cancelled {cancelled} runs of sweep {plan.SweepId}; go on with `sweep --resume --executor=slurm --sweep={plan.SweepId}`.");
            return ExitCode.Success;
        });
        return command;
    }

    /// <returns>Runs that waited or ran.</returns>
    /// <exception cref="UserFaultException">The sweep is not with Slurm, or Slurm does not do it.</exception>
    public static async Task<int> CancelAsync(SweepPaths sweep, SweepPlan plan, CancellationToken cancellationToken)
    {
        if (!File.Exists(sweep.Slurm.Submissions))
        {
            throw new UserFaultException($"Sweep {plan.SweepId} was never given to Slurm. Stop the runner that works on it by Ctrl-C (SIGINT), twice to end its runs at once.");
        }

        var slurm = new SlurmClient();
        try
        {
            IReadOnlyDictionary<string, SlurmStanding> standings = await SlurmQueue.ReadAllAsync(sweep, plan, slurm, cancellationToken);
            SlurmTask[] active = [.. standings.Values.Select(standing => standing.Task).OfType<SlurmTask>().Where(task => task.IsActive)];
            if (active.Length > 0)
            {
                await slurm.CancelAsync(active.Select(task => task.JobId).Distinct(), onlyWaiting: false, cancellationToken);
            }

            return active.Length;
        }
        catch (SlurmUnavailableException exception)
        {
            throw new UserFaultException($"{exception.Message} Try again.", exception);
        }
    }
}
