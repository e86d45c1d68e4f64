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
    private readonly SweepTally tally = new(plan);

    /// <summary>Is asked whether waiting runs may still start; without a watching runner nobody asks.</summary>
    public StartRefusal Refusal { get; init; } = (_, _) => null;

    /// <param name="retryFailed">Do failed runs again, too.</param>
    /// <param name="detach">Go once everything is submitted.</param>
    /// <exception cref="UserFaultException">Slurm is not there, or does not take what is left.</exception>
    public async Task<SweepOutcome> RunAsync(bool retryFailed, bool detach, StopRequest stop)
    {
        using var journal = new Journal(sweep.Journal, time);
        journal.Write(File.Exists(sweep.Slurm.Submissions) ? JournalState.SweepResumed : JournalState.SweepStarted);
        var queue = new SlurmQueue(ledger, slurm);
        await CancelDroppedAsync(queue);
        SlurmDispatch dispatch = await SubmitAsync(queue, retryFailed, detach);
        if (detach)
        {
            journal.Write(JournalState.SweepDetached);
            return tally.Outcome;
        }

        var watch = new SlurmWatch(open, queue, dispatch, slurm, pace, say, time)
        {
            Ended = (run, result) => End(run, result, journal),
            Refusal = active => plan.Runs.FirstOrDefault(run => active.Any(standing => standing.Waits(run.RunId))) is { } next
                ? Refusal(next, tally.Spent(active.Count(standing => standing.State == SlurmTaskState.Running)))
                : null,
        };
        await watch.RunAsync(stop.Ask);
        journal.Write(open.Count > 0 || watch.Refused is not null ? JournalState.SweepInterrupted : JournalState.SweepEnded, detail: watch.Refused);
        return tally.Outcome with { Refusal = watch.Refused };
    }

    /// <summary>Runs of a plan that was changed since they were submitted.</summary>
    private async Task CancelDroppedAsync(SlurmQueue queue)
    {
        string[] dropped = [.. ledger.Read().SelectMany(submission => submission.RunIds).Except(plan.Runs.Select(run => run.RunId)).Distinct()];
        SlurmStanding[] active = [.. (await ReadAsync(queue, dropped)).Values.Where(standing => standing.IsActive)];
        if (active.Length > 0)
        {
            await slurm.CancelAsync(active.Select(standing => standing.Task!.Id), onlyWaiting: false, CancellationToken.None);
            say($"Cancelled {active.Length} runs in Slurm that the matrix no longer has.");
        }
    }

    /// <returns>What Slurm has not taken yet.</returns>
    private async Task<SlurmDispatch> SubmitAsync(SlurmQueue queue, bool retryFailed, bool detach)
    {
        foreach (PlannedRun planned in plan.Runs)
        {
            Open(planned, retryFailed);
        }

        IReadOnlyDictionary<string, SlurmStanding> standings = await ReadAsync(queue, open.Keys);
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
            new SlurmSubmitter(sweep, plan, ledger, slurm, worker), keepsRepeats: plan.Timing == TimingMode.Exclusive);
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
            tally.Add(planned, settled);
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

    private static async Task<IReadOnlyDictionary<string, SlurmStanding>> ReadAsync(SlurmQueue queue, IReadOnlyCollection<string> runIds)
    {
        try
        {
            return await queue.ReadAsync(runIds, CancellationToken.None);
        }
        catch (SlurmUnavailableException exception)
        {
            throw new UserFaultException($"{exception.Message} Without knowing what is queued nothing is submitted, lest it be submitted twice. Try again with --resume.", exception);
        }
    }

    private void End(SlurmRun run, RunResult result, Journal journal)
    {
        tally.Add(run.Planned, result);
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
