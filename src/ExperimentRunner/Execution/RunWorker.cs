using ExperimentRunner.Execution.Attempts;
using ExperimentRunner.Planning;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Execution;

/// <summary>Does exactly one run of a sweep, away from the sweep's runner and beside other workers. It holds the lock of the run, not that of the sweep.</summary>
/// <param name="attempts">The same way to do a run that the sweep's runner has.</param>
internal sealed class RunWorker(SweepPaths sweep, SweepPlan plan, RunAttempts attempts, TimeProvider time)
{
    /// <summary>Longer than a file server keeps the locks of a host that is gone (90 s with NFS), so that a requeued run finds its own lock free.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <param name="journal">Gets the end of the run in any case, so that who waits for this worker can read it there.</param>
    /// <param name="retryFailed">Do the run again if it failed.</param>
    /// <exception cref="UserFaultException">Somebody else works on the run.</exception>
    public async Task<RunResult> RunAsync(PlannedRun planned, Journal journal, bool retryFailed, StopRequest stop)
    {
        using FileStream held = await TakeAsync(planned, stop.Ask);
        RunPaths run = sweep.Run(planned.RunId);
        if (RunState.Settled(run, retryFailed) is { } settled)
        {
            RunResult complete = OrphanedResult.Complete(run, planned.Spec, settled);
            journal.RunEnded(complete);
            return complete;
        }

        if (RepeatNeed.Spares(plan.AdaptiveRepeats, planned, Earlier(planned)) is { } reason)
        {
            RunResult spared = SparedRun.Write(run, planned, reason, time);
            journal.RunEnded(spared);
            return spared;
        }

        return await attempts.RunAsync(run, planned, journal, stop);
    }

    private async Task<FileStream> TakeAsync(PlannedRun planned, CancellationToken cancellationToken)
    {
        long begin = time.GetTimestamp();
        while (true)
        {
            if (FolderLock.TryTake(sweep.Slurm.Lock(planned.RunId)) is { } held)
            {
                return held;
            }

            if (time.GetElapsedTime(begin) > Patience)
            {
                throw new UserFaultException($"Another worker is at {planned.RunId} of {sweep.Folder}. This one leaves it alone.");
            }

            await Task.Delay(Interval, time, cancellationToken);
        }
    }

    private IReadOnlyList<RunResult> Earlier(PlannedRun planned) =>
    [
        .. plan.Runs.TakeWhile(run => run.RunId != planned.RunId)
            .Where(run => run.CellId == planned.CellId)
            .Select(run => RunState.Settled(sweep.Run(run.RunId), retryFailed: false))
            .OfType<RunResult>(),
    ];
}
