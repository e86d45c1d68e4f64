using ExperimentRunner.Execution.Attempts;
using ExperimentRunner.Execution.Leases;
using ExperimentRunner.Planning.Scheduling;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Execution;

/// <summary>Starts the runs of a plan as devices get free; a run that is settled is never done again. Whoever calls it holds the lock of the sweep.</summary>
internal sealed class SweepRunner(SweepPaths paths, SweepPlan plan, TrainerProcess trainer, Lanes lanes, ISweepProgress shown, TimeProvider time)
{
    private readonly OneAtATimeProgress progress = new(shown);
    private readonly SweepTally tally = new(plan);
    private readonly Dictionary<Task<RunResult>, PlannedRun> atWork = [];

    /// <summary>How long a run may take, in seconds.</summary>
    public Func<PlannedRun, double> Estimate { get; init; } = _ => 0;

    public StartRefusal Refusal { get; init; } = (_, _) => null;

    /// <param name="retryFailed">Do failed runs again, too.</param>
    /// <exception cref="UserFaultException">The sweep can't go on; nothing of it works any more.</exception>
    public async Task<SweepOutcome> RunAsync(bool retryFailed, StopRequest stop)
    {
        using var journal = new Journal(paths.Journal, time);
        journal.Write(Directory.Exists(paths.Run(plan.Runs[0].RunId).Folder) ? JournalState.SweepResumed : JournalState.SweepStarted);
        journal.EndInterrupted(SettledWithoutRunner);
        PlannedRun[] open = [.. plan.Runs.Where(run => !IsKept(run, retryFailed))];
        using var halt = CancellationTokenSource.CreateLinkedTokenSource(stop.Ask);
        string? refusal;
        try
        {
            refusal = await StartAllAsync(Queue(open), journal, stop with { Ask = halt.Token });
            while (atWork.Count > 0)
            {
                await EndOneAsync();
            }
        }
        catch
        {
            await halt.CancelAsync();
            await Task.WhenAll((IEnumerable<Task>)atWork.Keys).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        journal.Write(stop.Ask.IsCancellationRequested || refusal is not null ? JournalState.SweepInterrupted : JournalState.SweepEnded, detail: refusal);
        return tally.Outcome with { Refusal = refusal };
    }

    /// <summary>Null if the run has no result that counts.</summary>
    private RunResult? SettledWithoutRunner(string runId)
    {
        RunPaths run = paths.Run(runId);
        return plan.AllRuns.FirstOrDefault(planned => planned.RunId == runId) is { } planned && RunState.Settled(run, retryFailed: false) is { } settled
            ? OrphanedResult.Complete(run, planned.Spec, settled)
            : null;
    }

    private RunQueue Queue(IEnumerable<PlannedRun> open) => plan.Timing switch
    {
        TimingMode.Exclusive => RunQueue.InOrder(open),
        TimingMode.Packed => RunQueue.LongestFirst(open, Estimate),
    };

    private bool IsKept(PlannedRun planned, bool retryFailed)
    {
        if (RunState.Settled(paths.Run(planned.RunId), retryFailed) is not { } settled)
        {
            return false;
        }

        Skip(planned, settled);
        return true;
    }

    private void Skip(PlannedRun planned, RunResult result)
    {
        tally.Add(planned, result);
        progress.RunSkipped(planned, result);
    }

    /// <returns>Why not all were started; null if all were, or somebody asked to stop.</returns>
    private async Task<string?> StartAllAsync(RunQueue queue, Journal journal, StopRequest stop)
    {
        while (queue.Count > 0 && !stop.Ask.IsCancellationRequested)
        {
            if (queue.Take(lanes.Room()) is not { } next)
            {
                await EndOneAsync();
            }
            else if (tally.Spares(next) is { } reason)
            {
                Spare(next, reason, journal);
            }
            else if (Refusal(next, tally.Spent(atWork.Count)) is { } refusal)
            {
                return refusal;
            }
            else if (await LeaseAsync(next, stop.Ask) is { } lease)
            {
                atWork.Add(WorkAsync(next, lease, journal, stop), next);
            }
        }

        return null;
    }

    /// <summary>Null if somebody asked to stop meanwhile.</summary>
    private async Task<Lease?> LeaseAsync(PlannedRun run, CancellationToken ask)
    {
        try
        {
            return await lanes.TakeAsync(run, holders => progress.RunWaits(run, holders), ask);
        }
        catch (OperationCanceledException) when (ask.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Gives the devices back at its end, not when that is noticed: another run of this sweep may be waiting for them in line.</summary>
    private async Task<RunResult> WorkAsync(PlannedRun run, Lease lease, Journal journal, StopRequest stop)
    {
        RunPlacement placement = lanes.PlacementOn(lease);
        try
        {
            journal.Write(JournalState.RunLeased, run.RunId, PlacementText.Of(placement));
            progress.RunPlaced(run, placement);
            return await new RunAttempts(trainer.On(placement), plan.Limits, progress, time).RunAsync(paths.Run(run.RunId), run, journal, stop);
        }
        finally
        {
            lanes.Return(lease);
        }
    }

    private async Task EndOneAsync()
    {
        Task<RunResult> ended = await Task.WhenAny(atWork.Keys);
        atWork.Remove(ended, out PlannedRun? run);
        tally.Add(run!, await ended);
    }

    private void Spare(PlannedRun planned, string reason, Journal journal)
    {
        RunResult spared = SparedRun.Write(paths.Run(planned.RunId), planned, reason, time);
        journal.RunEnded(spared);
        Skip(planned, spared);
    }
}
