using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Tracking.Ledgers;
using ExperimentRunner.Tracking.Mlflow;

namespace ExperimentRunner.Tracking.Shipping;

/// <summary>
/// Tells a server everything that a sweep folder holds and the server has not been told. What was told is noted in tracking.json
/// after the fact, so that a crash leads to telling something twice, which changes nothing. One shipper at a time may work on a
/// sweep: whoever holds the sweep's lock.
/// </summary>
public sealed class SweepShipper(MlflowClient client, TimeProvider timeProvider)
{
    private readonly ArtifactShipper artifacts = new(client);
    private readonly RunFinder finder = new(client, timeProvider);

    /// <summary>Who the runs are said to be of.</summary>
    public string User { get; init; } = Environment.UserName;

    /// <summary>Tells what is new. To be called while a sweep works, at its end, and any number of times after.</summary>
    /// <exception cref="TrackingUnavailableException">The server can't answer; the next call tells the rest.</exception>
    /// <exception cref="MlflowException">The server refuses.</exception>
    /// <exception cref="TrackingConflictException">The experiment or the sweep was deleted on the server.</exception>
    /// <exception cref="InvalidDataException">The folder holds no sweep.</exception>
    public Task ShipAsync(SweepPaths sweep, CancellationToken cancellationToken) => ShipAsync(sweep, isInterrupted: false, cancellationToken);

    /// <summary>As <see cref="ShipAsync(SweepPaths, CancellationToken)"/>, and marks what has not ended as KILLED: the sweep was interrupted. A later call takes it up again.</summary>
    /// <inheritdoc cref="ShipAsync(SweepPaths, CancellationToken)" path="/exception"/>
    public Task CloseAsync(SweepPaths sweep, CancellationToken cancellationToken) => ShipAsync(sweep, isInterrupted: true, cancellationToken);

    /// <summary>Where the server's web pages show the sweep; null before it was told of it.</summary>
    public Uri? SweepPage(SweepPaths sweep) =>
        new SweepLedgerFile(sweep.Tracking, client.RememberedAs).Told is ToldSweep told ? client.RunPage(told.ExperimentId, told.RunId) : null;

    private async Task ShipAsync(SweepPaths paths, bool isInterrupted, CancellationToken cancellationToken)
    {
        SweepFolder sweep = SweepFolder.Read(paths);
        var ledger = new SweepLedgerFile(paths.Tracking, client.RememberedAs);
        ToldSweep told = await BeginAsync(sweep, ledger, cancellationToken).ConfigureAwait(false);
        var runs = new RunShipper(client, artifacts, finder, sweep, told, User);
        foreach (PlannedRun run in sweep.StartedRuns)
        {
            await runs.ShipAsync(run, isInterrupted ? timeProvider.GetUtcNow() : null, cancellationToken).ConfigureAwait(false);
        }

        told = await ReportAsync(sweep, ledger, told, cancellationToken).ConfigureAwait(false);
        await SetStatusAsync(sweep, ledger, told, isInterrupted, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ToldSweep> BeginAsync(SweepFolder sweep, SweepLedgerFile ledger, CancellationToken cancellationToken)
    {
        if (ledger.Told is ToldSweep told)
        {
            MlflowRun? known = await client.FindRunAsync(told.RunId, cancellationToken).ConfigureAwait(false);
            if (known is not null)
            {
                return known.Info.IsDeleted ? throw Deleted(sweep) : told;
            }

            ForgetRuns(sweep);
        }

        string experiment = await new ExperimentFinder(client).FindOrMakeAsync(sweep.Plan.Name, cancellationToken).ConfigureAwait(false);
        MlflowRun run = await finder.SweepRunAsync(
            experiment,
            sweep.Plan.SweepId,
            () => new NewRun
            {
                ExperimentId = experiment,
                RunName = sweep.Plan.SweepId,
                StartTime = sweep.Plan.Created.ToUnixTimeMilliseconds(),
                Tags = SweepTags.OfSweep(sweep, User),
            },
            cancellationToken).ConfigureAwait(false);
        return ledger.Note(new ToldSweep { ExperimentId = experiment, RunId = run.Info.RunId, ArtifactUri = run.Info.ArtifactUri, Status = run.Info.Status });
    }

    /// <summary>The server lost its records, or another one has taken its address: it gets everything anew.</summary>
    private void ForgetRuns(SweepFolder sweep)
    {
        foreach (PlannedRun run in sweep.StartedRuns)
        {
            new RunLedgerFile(sweep.Paths.Run(run.RunId), client.RememberedAs).Forget();
        }
    }

    private async Task<ToldSweep> ReportAsync(SweepFolder sweep, SweepLedgerFile ledger, ToldSweep told, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, string> sent = await artifacts.ShipAsync(
            told.RunId, told.ArtifactUri, told.Artifacts, [sweep.Paths.Matrix, sweep.Paths.Plan, sweep.Paths.ReportMarkdown, sweep.Paths.ReportJson], cancellationToken).ConfigureAwait(false);
        if (sent.Count != told.Artifacts.Count || sent.Any(pair => told.Artifacts.GetValueOrDefault(pair.Key) != pair.Value))
        {
            told = ledger.Note(told with { Artifacts = sent });
        }

        if (!File.Exists(sweep.Paths.ReportMarkdown))
        {
            return told;
        }

        string report = await File.ReadAllTextAsync(sweep.Paths.ReportMarkdown, cancellationToken).ConfigureAwait(false);
        string hash = ContentHash.Of(System.Text.Encoding.UTF8.GetBytes(report));
        if (told.Note == hash)
        {
            return told;
        }

        await client.LogAsync(told.RunId, new LogBatch { Tags = [new(TagNames.Note, report)] }, cancellationToken).ConfigureAwait(false);
        return ledger.Note(told with { Note = hash });
    }

    private async Task SetStatusAsync(SweepFolder sweep, SweepLedgerFile ledger, ToldSweep told, bool isInterrupted, CancellationToken cancellationToken)
    {
        SweepEnd end = SweepEnd.Of(sweep);
        string status = end.Status ?? (isInterrupted ? MlflowStatus.Killed : MlflowStatus.Running);
        if (status == told.Status)
        {
            return;
        }

        DateTimeOffset? time = end.Status is null ? isInterrupted ? timeProvider.GetUtcNow() : null : end.Time;
        await client.UpdateRunAsync(told.RunId, status, time?.ToUnixTimeMilliseconds(), cancellationToken).ConfigureAwait(false);
        ledger.Note(told with { Status = status });
    }

    private static TrackingConflictException Deleted(SweepFolder sweep) => new(
        $"The run of sweep '{sweep.Plan.SweepId}' was deleted on the server. Restore it there (`mlflow runs restore`), " +
        $"or delete tracking.json in {sweep.Paths.Folder} and in its run folders to tell everything anew.");
}
