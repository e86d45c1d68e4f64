using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Execution.Slurm;

/// <summary>Follows one run that is with Slurm, from its files.</summary>
internal sealed class SlurmRun(SweepPaths sweep, PlannedRun planned, ISweepProgress progress, SlurmPace pace, TimeProvider time)
{
    private readonly RunPaths paths = sweep.Run(planned.RunId);
    private SlurmStanding? standing;
    private LogPosition journal = LogPosition.Start;
    private EventFollower? events;
    private bool hasBegun;
    private long? endSeen;

    public PlannedRun Planned => planned;

    public string Folder => paths.Folder;

    /// <summary>The worker has done what it could.</summary>
    public bool HasLeft { get; private set; }

    /// <summary>Something may have changed in its files.</summary>
    public bool IsWorthALook => standing is { State: SlurmTaskState.Running } or { IsActive: false };

    /// <param name="now">As Slurm says.</param>
    public void Notice(SlurmStanding now)
    {
        if (standing?.Submission.Number != now.Submission.Number)
        {
            (journal, hasBegun, HasLeft) = (LogPosition.Start, false, false);
        }

        standing = now;
        endSeen = now.IsActive ? null : endSeen ?? time.GetTimestamp();
    }

    /// <summary>Tells that it has begun, unless that was told.</summary>
    public void Begin()
    {
        if (!hasBegun)
        {
            hasBegun = true;
            events = new EventFollower(paths.Events, runEvent => progress.RunAdvanced(planned, runEvent), LogPosition.Start);
            progress.RunStarted(planned);
        }
    }

    /// <returns>Its result, once the run is over; null while it works or may work again.</returns>
    /// <exception cref="InvalidDataException">Its journal is not what it should be.</exception>
    public RunResult? Look()
    {
        if (standing is null)
        {
            return null;
        }

        ReadJournal(standing);
        events?.Poll();
        if (HasLeft && RunState.Settled(paths, retryFailed: false) is { } settled)
        {
            return settled;
        }

        return standing.IsActive ? null : AfterEnd(standing);
    }

    private void ReadJournal(SlurmStanding of)
    {
        LogReading<JournalEntry> reading = LineLogReader.ReadOn(sweep.Slurm.Journal(of.Submission.Number, of.Index), ExecutionJson.Default.JournalEntry, journal);
        journal = reading.Next;
        foreach (JournalEntry entry in reading.Values)
        {
            HasLeft = entry.State == JournalState.WorkerEnded;
            if (entry.State == JournalState.RunStarted)
            {
                Begin();
            }
        }
    }

    private RunResult? AfterEnd(SlurmStanding of)
    {
        if (HasLeft && WholeFile.ReadJson(paths.Result, RunJson.Default.RunResult) is { } left)
        {
            return left;
        }

        TimeSpan since = time.GetElapsedTime(endSeen!.Value);
        if (!hasBegun && of.Task is null or { Nodes: "" })
        {
            // It was never on a node, so that no file is to come; but a controller is asked twice before it is believed.
            return since < pace.Queue ? null : Result(SlurmEnd.OutcomeOf(of, []));
        }

        return since < pace.Settling ? null : Settle(of);
    }

    /// <summary>Leaves the result that the worker could not leave.</summary>
    /// <returns>Null while a worker is still there.</returns>
    private RunResult? Settle(SlurmStanding of)
    {
        using FileStream? held = FolderLock.TryTake(sweep.Slurm.Lock(planned.RunId));
        if (held is null)
        {
            return null;
        }

        if (hasBegun && RunState.Settled(paths, retryFailed: false) is { } settled)
        {
            return settled;
        }

        RunResult result = Result(SlurmEnd.OutcomeOf(of, [.. LogTail.Of(sweep.Slurm.Log(of.Submission.Number, of.Index)), .. LogTail.Of(paths.StandardError)]));
        Directory.CreateDirectory(paths.Folder);
        WholeFile.WriteJson(paths.Result, result, RunJson.Default.RunResult);
        return result;
    }

    private RunResult Result(RunOutcome outcome) =>
        new() { RunId = planned.RunId, Outcome = outcome, Started = standing!.Submission.Time, Ended = time.GetUtcNow() };
}
