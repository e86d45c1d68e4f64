using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Tracking.Ledgers;
using ExperimentRunner.Tracking.Mlflow;

namespace ExperimentRunner.Tracking.Shipping;

/// <summary>Tells a server what is new in one run folder.</summary>
internal sealed class RunShipper(MlflowClient client, ArtifactShipper artifacts, RunFinder finder, SweepFolder sweep, ToldSweep parent, string user)
{
    /// <param name="run">The run, as planned.</param>
    /// <param name="interrupted">When the sweep was interrupted, if it was; the run then ends as KILLED unless it has a result.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task ShipAsync(PlannedRun run, DateTimeOffset? interrupted, CancellationToken cancellationToken)
    {
        RunPaths paths = sweep.Paths.Run(run.RunId);
        var ledger = new RunLedgerFile(paths, client.RememberedAs);
        if (ledger.Told is { Ended: { } ended } && !HasGoneOn(paths, ended))
        {
            return;
        }

        try
        {
            await TellAsync(run, paths, ledger, interrupted, cancellationToken).ConfigureAwait(false);
        }
        catch (MlflowException exception) when (exception.ErrorCode == MlflowException.DoesNotExist)
        {
            // The run was deleted for good on the server, though the sweep was not.
            ledger.Forget();
            await TellAsync(run, paths, ledger, interrupted, cancellationToken).ConfigureAwait(false);
        }
        catch (DirectoryNotFoundException) when (!File.Exists(paths.Spec))
        {
            return; // The run is being begun anew, which takes its folder away; the next call tells the new one.
        }
    }

    private async Task TellAsync(PlannedRun run, RunPaths paths, RunLedgerFile ledger, DateTimeOffset? interrupted, CancellationToken cancellationToken)
    {
        ToldRun told = ledger.Told ?? ledger.Note(await BeginAsync(run, paths, ledger.Attempt, cancellationToken).ConfigureAwait(false));

        LogPosition before = told.Events;

        // The result before the events: once it is there, no event comes after it.
        (RunResult? result, string? unreadableResult) = ReadResult(paths);
        (told, string? unreadableEvents) = await TellEventsAsync(run, paths, ledger, told, cancellationToken).ConfigureAwait(false);
        if ((unreadableResult ?? unreadableEvents) is string unreadable)
        {
            // A folder that a broken trainer left must not keep the other runs from being told.
            await client.LogAsync(told.RunId, new LogBatch { Tags = [new(TagNames.Unreadable, unreadable)] }, cancellationToken).ConfigureAwait(false);
        }

        if (result is not null)
        {
            await EndAsync(paths, ledger, told, result, cancellationToken).ConfigureAwait(false);
            return;
        }

        bool isAtWork = told.Ended is not null || told.Events != before;
        if (interrupted is null && isAtWork && told.Status != MlflowStatus.Running)
        {
            await client.UpdateRunAsync(told.RunId, MlflowStatus.Running, endTime: null, cancellationToken).ConfigureAwait(false);
            ledger.Note(told with { Status = MlflowStatus.Running, Ended = null });
            return;
        }

        if (interrupted is DateTimeOffset time && told.Status != MlflowStatus.Killed)
        {
            await client.UpdateRunAsync(told.RunId, MlflowStatus.Killed, time.ToUnixTimeMilliseconds(), cancellationToken).ConfigureAwait(false);
            ledger.Note(told with { Status = MlflowStatus.Killed });
        }
    }

    /// <summary>Whether a run that had ended was taken up again: its result is gone, or is another one.</summary>
    private static bool HasGoneOn(RunPaths paths, DateTimeOffset ended) => ReadResult(paths) switch
    {
        ({ } result, _) => result.Ended != ended,
        (null, null) => true,
        _ => false,
    };

    private async Task<ToldRun> BeginAsync(PlannedRun run, RunPaths paths, string attempt, CancellationToken cancellationToken)
    {
        var started = new DateTimeOffset(File.GetLastWriteTimeUtc(File.Exists(paths.Spec) ? paths.Spec : paths.Events));
        MlflowRun made = await finder.RunOfAttemptAsync(
            parent.ExperimentId,
            sweep.Plan.SweepId,
            run.RunId,
            attempt,
            () => new NewRun
            {
                ExperimentId = parent.ExperimentId,
                RunName = RunNames.Of(run),
                StartTime = started.ToUnixTimeMilliseconds(),
                Tags = SweepTags.OfRun(sweep, run, parent.RunId, attempt, user),
            },
            cancellationToken).ConfigureAwait(false);
        return new ToldRun { RunId = made.Info.RunId, ArtifactUri = made.Info.ArtifactUri, Status = made.Info.Status };
    }

    private static (RunResult? Result, string? Unreadable) ReadResult(RunPaths paths)
    {
        try
        {
            return (WholeFile.ReadJson(paths.Result, RunJson.Default.RunResult), null);
        }
        catch (InvalidDataException exception)
        {
            return (null, exception.Message);
        }
    }

    private async Task<(ToldRun Told, string? Unreadable)> TellEventsAsync(
        PlannedRun run, RunPaths paths, RunLedgerFile ledger, ToldRun told, CancellationToken cancellationToken)
    {
        LogReading<RunEvent> reading;
        try
        {
            reading = LineLogReader.ReadOn(paths.Events, CompactRunJson.Default.RunEvent, told.Events);
        }
        catch (InvalidDataException exception)
        {
            return (told, exception.Message);
        }

        IReadOnlyList<RunEvent> events = reading.Values;
        string[] warnings = [.. told.Warnings.Concat(events.OfType<RunEvent.Warning>().Select(warning => warning.Message)).Distinct()];
        var batch = new LogBatch
        {
            Params = told.HasParams ? [] : RunParams.Of(run),
            Metrics = [.. events.Where(told.IsNew).SelectMany(EventMetrics.Of)],
            Tags = warnings.Length == told.Warnings.Count ? [] : [new(TagNames.Warnings, string.Join('\n', warnings))],
        };
        if (batch.Count == 0 && reading.Next == told.Events)
        {
            return (told, null);
        }

        await client.LogAsync(told.RunId, batch, cancellationToken).ConfigureAwait(false);
        return (ledger.Note(told.After(events) with { HasParams = true, Events = reading.Next, EventsHead = EventsHead.Of(paths.Events), Warnings = warnings }), null);
    }

    private async Task EndAsync(RunPaths paths, RunLedgerFile ledger, ToldRun told, RunResult result, CancellationToken cancellationToken)
    {
        string[] warnings = [.. told.Warnings.Union(result.Warnings)];
        string? failure = ResultStatus.Failure(result.Outcome);
        var batch = new LogBatch
        {
            Metrics = ResultStatus.MayGoOn(result.Outcome) ? [] : [.. ResultMetrics.Of(result)],
            Tags =
            [
                .. warnings.Length == told.Warnings.Count ? [] : (MlflowTag[])[new(TagNames.Warnings, string.Join('\n', warnings))],
                .. failure == told.Failure ? [] : (MlflowTag[])[new(TagNames.Failure, failure ?? "")],
            ],
        };
        await client.LogAsync(told.RunId, batch, cancellationToken).ConfigureAwait(false);
        IReadOnlyDictionary<string, string> sent = await artifacts.ShipAsync(
            told.RunId, told.ArtifactUri, told.Artifacts, [paths.Spec, paths.Result, paths.Events, paths.StandardOutput, paths.StandardError], cancellationToken).ConfigureAwait(false);
        string status = ResultStatus.Of(result.Outcome);
        await client.UpdateRunAsync(told.RunId, status, result.Ended.ToUnixTimeMilliseconds(), cancellationToken).ConfigureAwait(false);
        ledger.Note(told with { Status = status, Warnings = warnings, Failure = failure, Artifacts = sent, Ended = result.Ended });
    }
}
