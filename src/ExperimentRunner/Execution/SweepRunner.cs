using System.Runtime.InteropServices;
using ExperimentRunner.Planning;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Execution;

/// <summary>Decides which run of a plan is next: one after the other, in the plan's order; a run that is settled is never done again. Whoever calls it holds the lock of the sweep.</summary>
internal sealed class SweepRunner(SweepPaths paths, SweepPlan plan, TrainerProcess trainer, ISweepProgress progress, TimeProvider time)
{
    /// <param name="retryFailed">Do failed runs again, too.</param>
    public async Task<SweepOutcome> RunAsync(bool retryFailed, StopRequest stop)
    {
        using var journal = new Journal(paths.Journal, time);
        journal.Write(Directory.Exists(paths.Run(plan.Runs[0].RunId).Folder) ? JournalState.SweepResumed : JournalState.SweepStarted);
        var results = new List<RunResult>();
        var byCell = new Dictionary<string, List<RunResult>>();
        foreach (PlannedRun planned in plan.Runs)
        {
            List<RunResult> repeats = CollectionsMarshal.GetValueRefOrAddDefault(byCell, planned.CellId, out _) ??= [];
            if (await SettleAsync(planned, repeats, retryFailed, journal, stop) is { } result)
            {
                results.Add(result);
                repeats.Add(result);
            }
        }

        journal.Write(stop.Ask.IsCancellationRequested ? JournalState.SweepInterrupted : JournalState.SweepEnded);
        return new SweepOutcome(
            plan.Runs.Count,
            results.Count(result => result.Outcome is RunOutcome.Finished),
            results.Count(result => result.Outcome is RunOutcome.Failed),
            results.Count(result => result.Outcome is RunOutcome.NotNeeded));
    }

    private async Task<RunResult?> SettleAsync(PlannedRun planned, IReadOnlyList<RunResult> repeats, bool retryFailed, Journal journal, StopRequest stop)
    {
        RunPaths run = paths.Run(planned.RunId);
        if (RunState.Settled(run, retryFailed) is { } settled)
        {
            progress.RunSkipped(planned, settled);
            return settled;
        }

        if (stop.Ask.IsCancellationRequested)
        {
            return null;
        }

        if (RepeatNeed.Spares(plan.AdaptiveRepeats, planned, repeats) is { } reason)
        {
            RunResult spared = SparedRun.Write(run, planned, reason, time);
            journal.RunEnded(spared);
            progress.RunSkipped(planned, spared);
            return spared;
        }

        return await new RunAttempts(trainer, plan.Limits, progress, time).RunAsync(run, planned, journal, stop);
    }
}
