using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Tracking.Ledgers;
using ExperimentRunner.Tracking.Mlflow;
using ExperimentRunner.Tracking.Shipping.Naming;
using ExperimentRunner.Tracking.Shipping.Points;

namespace ExperimentRunner.Tracking.Shipping;

/// <summary>Tells a server what is new in one run folder.</summary>
internal sealed class RunShipper(MlflowClient client, ArtifactShipper artifacts, RunFinder finder, SweepFolder sweep, ToldSweep parent, string user)
{
    /// <param name="run">The run, as planned.</param>
    /// <param name="isInterrupted">Nobody works on the sweep: the run ends as KILLED unless it has a result.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>There was something that the server had not been told.</returns>
    public async Task<bool> ShipAsync(PlannedRun run, bool isInterrupted, CancellationToken cancellationToken)
    {
        RunPaths paths = sweep.PathsOf(run);
        var ledger = new RunLedgerFile(paths, client.RememberedAs);
        ToldRun? before = ledger.Told;
        try
        {
            await TellAsync(run, paths, ledger, isInterrupted, cancellationToken).ConfigureAwait(false);
        }
        catch (MlflowException exception) when (exception.ErrorCode == MlflowException.DoesNotExist && ledger.Told is not null)
        {
            // The run was deleted for good on the server, though the sweep was not.
            ledger.Forget();
            await TellAsync(run, paths, ledger, isInterrupted, cancellationToken).ConfigureAwait(false);
        }
        catch (DirectoryNotFoundException) when (!File.Exists(paths.Spec))
        {
            return false; // The run is being begun anew, which takes its folder away; the next call tells the new one.
        }

        return ledger.Told != before;
    }

    private async Task TellAsync(PlannedRun run, RunPaths paths, RunLedgerFile ledger, bool isInterrupted, CancellationToken cancellationToken)
    {
        ToldRun told = ledger.Told ?? ledger.Note(await BeginAsync(run, paths, ledger.Attempt, cancellationToken).ConfigureAwait(false));
        told = await TellDroppedAsync(run, ledger, told, cancellationToken).ConfigureAwait(false);
        DateTimeOffset? lastEvent = told.LastEvent;

        // The result before the events: once it is there, no event comes after it.
        var ending = RunEnding.Read(paths);
        told = await TellNewsAsync(run, paths, ledger, told, ending, cancellationToken).ConfigureAwait(false);
        if (ending.Result is not null)
        {
            await EndAsync(run, paths, ledger, told, ending, cancellationToken).ConfigureAwait(false);
            return;
        }

        bool isAtWork = told.Result is not null || told.LastEvent != lastEvent;
        if (isInterrupted)
        {
            await KillAsync(run, paths, ledger, told, cancellationToken).ConfigureAwait(false);
        }
        else if (isAtWork && told.Status != MlflowStatus.Running)
        {
            await client.UpdateRunAsync(told.RunId, MlflowStatus.Running, endTime: null, cancellationToken).ConfigureAwait(false);
            ledger.Note(told with { Status = MlflowStatus.Running, Result = null });
        }
    }

    private async Task<ToldRun> BeginAsync(PlannedRun run, RunPaths paths, string attempt, CancellationToken cancellationToken)
    {
        MlflowRun made = await finder.RunOfAttemptAsync(
            parent.ExperimentId,
            sweep.Plan.SweepId,
            run.RunId,
            attempt,
            () => new NewRun
            {
                ExperimentId = parent.ExperimentId,
                RunName = RunNames.Of(run, sweep.Labels),
                StartTime = Begun(paths).ToUnixTimeMilliseconds(),
                Tags = SweepTags.OfRun(sweep, run, parent.RunId, attempt, user),
            },
            cancellationToken).ConfigureAwait(false);
        return new ToldRun { RunId = made.Info.RunId, ArtifactUri = made.Info.ArtifactUri, Status = made.Info.Status };
    }

    private async Task<ToldRun> TellDroppedAsync(PlannedRun run, RunLedgerFile ledger, ToldRun told, CancellationToken cancellationToken)
    {
        string? dropped = sweep.WhyDropped(run);
        if (dropped == told.Dropped)
        {
            return told;
        }

        await client.LogAsync(told.RunId, new LogBatch { Tags = [new(TagNames.Dropped, dropped ?? "")] }, cancellationToken).ConfigureAwait(false);
        return ledger.Note(told with { Dropped = dropped });
    }

    /// <summary>When the run's first file was written.</summary>
    private static DateTimeOffset Begun(RunPaths paths) => new(File.GetLastWriteTimeUtc(File.Exists(paths.Spec) ? paths.Spec : paths.Events));

    private async Task<ToldRun> TellNewsAsync(
        PlannedRun run, RunPaths paths, RunLedgerFile ledger, ToldRun told, RunEnding ending, CancellationToken cancellationToken)
    {
        RunNews news = RunNews.Read(paths, run, sweep.Labels, told, ending);
        if (news.Batch.Count == 0 && news.Told == told)
        {
            return told;
        }

        await client.LogAsync(told.RunId, news.Batch, cancellationToken).ConfigureAwait(false);
        if (news.Inputs.Count > 0)
        {
            await client.Logging.LogInputsAsync(told.RunId, news.Inputs, cancellationToken).ConfigureAwait(false);
        }

        return ledger.Note(news.Told);
    }

    private async Task EndAsync(PlannedRun run, RunPaths paths, RunLedgerFile ledger, ToldRun told, RunEnding ending, CancellationToken cancellationToken)
    {
        RunResult result = ending.Result!;
        if (ending.Hash == told.Result)
        {
            return;
        }

        string[] warnings = [.. told.Warnings.Union(result.Warnings)];
        string? failure = ResultStatus.Failure(result.Outcome);
        var batch = new LogBatch
        {
            Metrics = ResultStatus.MayGoOn(result.Outcome) ? [] : [.. ResultPoint.Of(result).Metrics],
            Tags =
            [
                // Again, though they may be told: an earlier telling that was given up may have come through late, and over a later one.
                .. warnings.Length == 0 ? [] : (MlflowTag[])[new(TagNames.Warnings, string.Join('\n', warnings))],
                .. failure == told.Failure ? [] : (MlflowTag[])[new(TagNames.Failure, failure ?? "")],
            ],
        };
        await client.LogAsync(told.RunId, batch, cancellationToken).ConfigureAwait(false);
        told = await CompleteAsync(run, paths, ledger, told with { Warnings = warnings, Failure = failure }, cancellationToken).ConfigureAwait(false);
        string status = ResultStatus.Of(result.Outcome);
        await client.UpdateRunAsync(told.RunId, status, result.Ended.ToUnixTimeMilliseconds(), cancellationToken).ConfigureAwait(false);
        ledger.Note(told with { Status = status, Result = ending.Hash });
    }

    /// <summary>At the time of its last event, so that whoever repairs it later, on whatever server, says the same.</summary>
    private async Task KillAsync(PlannedRun run, RunPaths paths, RunLedgerFile ledger, ToldRun told, CancellationToken cancellationToken)
    {
        if (told.Status == MlflowStatus.Killed)
        {
            return;
        }

        told = await CompleteAsync(run, paths, ledger, told, cancellationToken).ConfigureAwait(false);
        await client.UpdateRunAsync(told.RunId, MlflowStatus.Killed, (told.LastEvent ?? Begun(paths)).ToUnixTimeMilliseconds(), cancellationToken).ConfigureAwait(false);
        ledger.Note(told with { Status = MlflowStatus.Killed, Result = null });
    }

    private async Task<ToldRun> CompleteAsync(PlannedRun run, RunPaths paths, RunLedgerFile ledger, ToldRun told, CancellationToken cancellationToken)
    {
        await finder.DeleteTwinsOfRunAsync(parent.ExperimentId, sweep.Plan.SweepId, run.RunId, ledger.Attempt, told.RunId, cancellationToken).ConfigureAwait(false);
        string[] files = [paths.Spec, paths.Result, paths.Events, paths.SystemSamples, paths.StandardOutput, paths.StandardError, sweep.Paths.Config];
        IReadOnlyDictionary<string, string> sent = await artifacts.ShipAsync(
            told.RunId, told.ArtifactUri, told.Artifacts, [.. files.Select(ArtifactFile.Of)], cancellationToken).ConfigureAwait(false);
        return ledger.Note(told with { Artifacts = sent });
    }
}
