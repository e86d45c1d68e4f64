using ExperimentRunner.Execution.Disks;
using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Execution.Slurm;

/// <summary>Waits for runs that are with Slurm.</summary>
/// <param name="open">By run id; what has ended is taken out.</param>
/// <param name="dispatch">What Slurm has not taken yet.</param>
internal sealed class SlurmWatch(IDictionary<string, SlurmRun> open, SlurmQueue queue, SlurmDispatch dispatch, SlurmClient slurm, SlurmPace pace, Action<string> say, TimeProvider time)
{
    /// <summary>So few runs are looked at every time; of more, only those that Slurm says are on a node or over.</summary>
    private const int Few = 100;

    private bool isAway;
    private int activeAtRefusal = int.MaxValue;

    /// <summary>Told of each run that is over for this session.</summary>
    public required Action<SlurmRun, RunResult> Ended { get; init; }

    /// <summary>Says of what is active why nothing that waits may start; null if it may.</summary>
    public required Func<IReadOnlyList<SlurmStanding>, string?> Refusal { get; init; }

    /// <summary>Why what waited was taken from Slurm again; null if it was not.</summary>
    public string? Refused { get; private set; }

    /// <summary>Returns when all runs are over, or on request.</summary>
    /// <exception cref="UserFaultException">Slurm refuses the rest, and nothing is left whose end could change that, or a run found the disk full.</exception>
    public async Task RunAsync(CancellationToken leave)
    {
        long? asked = null;
        while (open.Count > 0 && !leave.IsCancellationRequested)
        {
            if (asked is null || time.GetElapsedTime(asked.Value) >= pace.Queue)
            {
                await AskAsync(leave);
                asked = time.GetTimestamp();
            }

            foreach (SlurmRun run in open.Values.Where(run => open.Count <= Few || run.IsWorthALook).ToArray())
            {
                if (run.Look() is { } result)
                {
                    open.Remove(run.Planned.RunId);
                    Ended(run, result);
                    if (result.Outcome is RunOutcome.Failed { Kind: FailureKind.DiskFull })
                    {
                        await StopForLackOfRoomAsync(run);
                    }
                }
            }

            await Task.Delay(pace.Files, time, leave).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>As on one machine: what has begun ends as it can, and nothing more starts.</summary>
    /// <exception cref="DiskFullException">Always.</exception>
    private async Task StopForLackOfRoomAsync(SlurmRun run)
    {
        try
        {
            IReadOnlyDictionary<string, SlurmStanding> standings = await ReadAsync(CancellationToken.None);
            await TakeBackAsync(standings.Values.Where(standing => standing.IsActive), $"{run.Planned.RunId} found the disk full.");
        }
        catch (SlurmUnavailableException exception)
        {
            say($"warning: {exception.Message} What waits could not be taken back.");
        }

        throw DiskFullException.At(run.Folder);
    }

    private async Task AskAsync(CancellationToken leave)
    {
        try
        {
            IReadOnlyDictionary<string, SlurmStanding> standings = await ReadAsync(leave);
            foreach ((string runId, SlurmStanding standing) in standings)
            {
                open[runId].Notice(standing);
            }

            SlurmStanding[] active = [.. standings.Values.Where(standing => standing.IsActive)];
            if (Refused is null && Refusal(active) is { } refused)
            {
                await TakeBackAsync(active, refused);
            }

            await SubmitRestAsync(active);
            isAway = false;
        }
        catch (SlurmUnavailableException exception)
        {
            // The runs go on without the controller; it is asked again.
            if (!isAway)
            {
                say($"warning: {exception.Message} The runs that have begun go on; it is asked again.");
            }

            isAway = true;
        }
        catch (OperationCanceledException) when (leave.IsCancellationRequested)
        {
            // Whoever asked us to leave does not wait for the answer.
        }
    }

    /// <summary>Of what Slurm has taken and is not over.</summary>
    private Task<IReadOnlyDictionary<string, SlurmStanding>> ReadAsync(CancellationToken cancellationToken) =>
        queue.ReadAsync([.. open.Keys.Except(dispatch.WaitingRunIds)], cancellationToken);

    /// <summary>What is on a node ends as it would; what waits is open again.</summary>
    private async Task TakeBackAsync(IEnumerable<SlurmStanding> active, string refused)
    {
        await slurm.CancelAsync(active.Select(standing => standing.Task!.JobId).Distinct(), onlyWaiting: true, CancellationToken.None);
        foreach (string runId in dispatch.WaitingRunIds.ToArray())
        {
            open.Remove(runId);
        }

        dispatch.Clear();
        Refused = refused;
        say($"{refused} What waits was taken from Slurm again.");
    }

    private async Task SubmitRestAsync(SlurmStanding[] active)
    {
        if (!dispatch.HasWaiting || active.Length >= activeAtRefusal)
        {
            return;
        }

        string? refusal = await dispatch.SubmitAsync(active.Select(standing => standing.Submission).DistinctBy(submission => submission.Number));
        activeAtRefusal = active.Length;
        if (refusal is not null && active.Length == 0)
        {
            throw new UserFaultException($"{refusal}\nNothing of this sweep is left in the queue that it could wait for. Change slurm.partition, account, time or options in the matrix; then go on with `sweep --resume --executor=slurm`.");
        }
    }
}
