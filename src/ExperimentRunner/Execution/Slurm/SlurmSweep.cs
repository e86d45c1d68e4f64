using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Execution.Slurm;

/// <summary>
/// Hands the runs of a plan to Slurm and watches them. All that it must know again after it was killed is on the disk: what was submitted, and what the
/// runs left in their folders. Whoever calls it holds the lock of the sweep.
/// </summary>
/// <param name="say">Told what the user should know.</param>
internal sealed class SlurmSweep(SweepPaths sweep, SweepPlan plan, SlurmClient slurm, WorkerCommand worker, SlurmPace pace, ISweepProgress progress, Action<string> say, TimeProvider time)
{
    private readonly SlurmLedger ledger = new(sweep, time);
    private readonly Dictionary<string, SlurmRun> open = [];
    private readonly List<RunResult> results = [];

    /// <param name="retryFailed">Do failed runs again, too.</param>
    /// <param name="detach">Go once everything is submitted.</param>
    /// <exception cref="UserFaultException">Slurm is not there, or does not take what is left.</exception>
    public async Task<SweepOutcome> RunAsync(bool retryFailed, bool detach, StopRequest stop)
    {
        using var journal = new Journal(sweep.Journal, time);
        journal.Write(File.Exists(sweep.Slurm.Submissions) ? JournalState.SweepResumed : JournalState.SweepStarted);
        var queue = new SlurmQueue(ledger, slurm);
        SlurmDispatch dispatch = await SubmitAsync(queue, retryFailed, detach);
        if (detach)
        {
            journal.Write(JournalState.SweepDetached);
        }
        else
        {
            var watch = new SlurmWatch(open, queue, dispatch, pace, say, time) { Ended = (run, result) => End(run, result, journal) };
            await watch.RunAsync(stop.Ask);
            journal.Write(open.Count > 0 ? JournalState.SweepInterrupted : JournalState.SweepEnded);
        }

        return new SweepOutcome(
            plan.Runs.Count,
            results.Count(result => result.Outcome is RunOutcome.Finished),
            results.Count(result => result.Outcome is RunOutcome.Failed),
            results.Count(result => result.Outcome is RunOutcome.NotNeeded));
    }

    /// <returns>What Slurm has not taken yet.</returns>
    private async Task<SlurmDispatch> SubmitAsync(SlurmQueue queue, bool retryFailed, bool detach)
    {
        foreach (PlannedRun planned in plan.Runs)
        {
            Open(planned, retryFailed);
        }

        IReadOnlyDictionary<string, SlurmStanding> standings = await ReadAsync(queue);
        var toDo = new List<PlannedRun>();
        foreach (PlannedRun planned in plan.Runs.Where(planned => open.ContainsKey(planned.RunId)))
        {
            if (standings.TryGetValue(planned.RunId, out SlurmStanding? standing) && (standing.IsActive || (!retryFailed && IsLeftUnsettled(planned, standing))))
            {
                open[planned.RunId].Notice(standing);
            }
            else
            {
                toDo.Add(planned);
            }
        }

        var dispatch = new SlurmDispatch(
            new SlurmSubmitter(sweep, plan, ledger, slurm, worker), keepsRepeats: plan.Timing == TimingMode.Exclusive || plan.AdaptiveRepeats is { Until: not null });
        dispatch.Add(SlurmArray.Of(toDo, await slurm.MaxArraySizeAsync(CancellationToken.None)));
        SlurmSubmission[] active = [.. standings.Values.Where(standing => standing.IsActive).Select(standing => standing.Submission).DistinctBy(submission => submission.Number)];
        if (await dispatch.SubmitAsync(active) is { } refusal)
        {
            int taken = open.Count - dispatch.WaitingRunIds.Count();
            if (detach || taken == 0)
            {
                throw new UserFaultException($"{refusal}\n{taken} of {open.Count} runs are with Slurm. Change slurm.partition, account, time or options in the matrix, or wait for room in the queue; then go on with `sweep --resume --executor=slurm`.");
            }

            say($"{refusal}\nThis and what comes after it is tried again when runs have ended.");
        }

        say($"{toDo.Count - dispatch.WaitingRunIds.Count()} runs submitted to Slurm, {open.Count - toDo.Count} were there already.");
        return dispatch;
    }

    private void Open(PlannedRun planned, bool retryFailed)
    {
        if (RunState.Settled(sweep.Run(planned.RunId), retryFailed) is { } settled)
        {
            results.Add(settled);
            progress.RunSkipped(planned, settled);
        }
        else
        {
            open.Add(planned.RunId, new SlurmRun(sweep, planned, progress, pace, time));
        }
    }

    /// <summary>Its task ended by the run's own fault before it had a result: that is a failed run, and stays one.</summary>
    private bool IsLeftUnsettled(PlannedRun planned, SlurmStanding standing) =>
        standing.State is SlurmTaskState.Completed or SlurmTaskState.Failed or SlurmTaskState.Timeout or SlurmTaskState.OutOfMemory && !File.Exists(sweep.Run(planned.RunId).Result);

    private async Task<IReadOnlyDictionary<string, SlurmStanding>> ReadAsync(SlurmQueue queue)
    {
        try
        {
            return await queue.ReadAsync(open.Keys, CancellationToken.None);
        }
        catch (SlurmUnavailableException exception)
        {
            throw new UserFaultException($"{exception.Message} Without knowing what is queued nothing is submitted, lest it be submitted twice. Try again with --resume.", exception);
        }
    }

    private void End(SlurmRun run, RunResult result, Journal journal)
    {
        results.Add(result);
        if (!run.HasLeft)
        {
            // Of what a worker has ended, the worker's own journal tells.
            journal.RunEnded(result);
        }

        if (result.Outcome is RunOutcome.NotNeeded)
        {
            progress.RunSkipped(run.Planned, result);
            return;
        }

        run.Begin();
        progress.RunEnded(run.Planned, result);
    }
}
