using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Tracking.Ledgers;
using ExperimentRunner.Tracking.Mlflow;

namespace ExperimentRunner.Tracking.Shipping;

/// <summary>
/// Tells a server everything that a sweep folder holds and the server has not been told. What was told is noted in tracking.json
/// after the fact, so that a crash leads to telling something twice, which changes nothing. One shipper at a time may work on a
/// sweep: whoever holds the sweep's lock. Not to be called from two threads at once.
/// </summary>
public sealed class SweepShipper
{
    private readonly MlflowClient client;
    private readonly SweepPaths paths;
    private readonly RunFinder finder;
    private readonly ArtifactShipper artifacts;

    /// <summary>What the run folders held when they were told last.</summary>
    private readonly Dictionary<string, RunStamp> seen = [];

    /// <summary>Nobody works on these any more, so that once is enough.</summary>
    private readonly HashSet<string> toldDropped = [];

    private SweepFolder? folder;
    private (FileStamp Plan, FileStamp Machine) folderStamp;
    private SweepEnd? end;
    private SweepFigures figures = SweepFigures.None;
    private SweepEnd? figuresOf;
    private bool isFound;

    public SweepShipper(MlflowClient client, SweepPaths paths, TimeProvider timeProvider)
    {
        this.client = client;
        this.paths = paths;
        finder = new RunFinder(client, timeProvider);
        artifacts = new ArtifactShipper(client);
    }

    /// <summary>Who the runs are said to be of.</summary>
    public string User { get; init; } = Environment.UserName;

    /// <summary>Asked once the sweep has ended, and again when its results change.</summary>
    public Func<SweepFigures> Figures { get; init; } = () => SweepFigures.None;

    /// <summary>Called after each run that had something new, for whoever waits as long as it goes on.</summary>
    public Action Advanced { get; init; } = () => { };

    /// <summary>Where the server's web pages show the sweep; null before it was told of it.</summary>
    public Uri? SweepPage => new SweepLedgerFile(paths.Tracking, client.RememberedAs).Told is ToldSweep told ? client.RunPage(told.ExperimentId, told.RunId) : null;

    /// <summary>Tells what is new. To be called while a sweep works, at its end, and any number of times after.</summary>
    /// <exception cref="TrackingUnavailableException">The server can't answer; the next call tells the rest.</exception>
    /// <exception cref="MlflowException">The server refuses.</exception>
    /// <exception cref="TrackingConflictException">The experiment or the sweep was deleted on the server.</exception>
    /// <exception cref="InvalidDataException">The folder holds no sweep.</exception>
    public async Task ShipAsync(SweepWork work, CancellationToken cancellationToken)
    {
        try
        {
            await TellAsync(ReadFolder(), work, cancellationToken).ConfigureAwait(false);
        }
        catch (MlflowException exception) when (exception.ErrorCode == MlflowException.DoesNotExist)
        {
            // The server lost its records meanwhile; the next call looks for the sweep anew.
            Forget();
            throw;
        }
    }

    private async Task TellAsync(SweepFolder sweep, SweepWork work, CancellationToken cancellationToken)
    {
        var ledger = new SweepLedgerFile(paths.Tracking, client.RememberedAs);
        ToldSweep told = await FindAsync(sweep, ledger, cancellationToken).ConfigureAwait(false);
        await ShipRunsAsync(sweep, told, goesOn: work == SweepWork.GoesOn, cancellationToken).ConfigureAwait(false);
        var documents = new SweepDocuments(client, artifacts, sweep);
        told = await documents.ShipAsync(ledger, told, cancellationToken).ConfigureAwait(false);
        if (work == SweepWork.GoesOn && seen.Values.Any(stamp => stamp.Result.Length is null))
        {
            // Without all results there is no end to look for, which would read every folder.
            await SetStatusAsync(MlflowStatus.Running, sweep.Plan.Created, ledger, cancellationToken).ConfigureAwait(false);
            return;
        }

        end ??= SweepEnd.Of(sweep);
        if (end.StatusAfter(work) is MlflowStatus.Finished or MlflowStatus.Failed)
        {
            if (!ReferenceEquals(figuresOf, end))
            {
                (figures, figuresOf) = (Figures(), end);
            }

            await new FigureShipper(client, sweep, end.Time).ShipAsync(figures, ledger, told, cancellationToken).ConfigureAwait(false);
        }

        await SetStatusAsync(end.StatusAfter(work), end.Time, ledger, cancellationToken).ConfigureAwait(false);
    }

    private SweepFolder ReadFolder()
    {
        var stamp = (FileStamp.Of(paths.Plan), FileStamp.Of(paths.Machine));
        if (folder is null || stamp != folderStamp)
        {
            folder = SweepFolder.Read(paths);
            folderStamp = stamp;
            end = null;
        }

        return folder;
    }

    private async Task<ToldSweep> FindAsync(SweepFolder sweep, SweepLedgerFile ledger, CancellationToken cancellationToken)
    {
        var beginning = new SweepBeginning(client, finder, sweep, User);
        ToldSweep told = isFound && ledger.Told is not null ? ledger.Told : await beginning.FindOrMakeAsync(ledger, cancellationToken).ConfigureAwait(false);
        isFound = true;
        return told;
    }

    private async Task ShipRunsAsync(SweepFolder sweep, ToldSweep told, bool goesOn, CancellationToken cancellationToken)
    {
        var runs = new RunShipper(client, artifacts, finder, sweep, told, User);
        foreach (PlannedRun run in sweep.Plan.Runs)
        {
            var stamp = RunStamp.Of(sweep.PathsOf(run));
            bool isNew = !seen.TryGetValue(run.RunId, out RunStamp before) || before != stamp;
            if (stamp.HasBegun && (isNew || !goesOn))
            {
                if (await runs.ShipAsync(run, isInterrupted: !goesOn, cancellationToken).ConfigureAwait(false))
                {
                    Advanced();
                }
            }

            seen[run.RunId] = stamp;
            end = isNew ? null : end;
        }

        foreach (PlannedRun run in sweep.Plan.Dropped.Select(dropped => dropped.Run).Where(run => !toldDropped.Contains(run.RunId) && RunStamp.Of(sweep.PathsOf(run)).HasBegun))
        {
            await runs.ShipAsync(run, isInterrupted: true, cancellationToken).ConfigureAwait(false);
            toldDropped.Add(run.RunId);
        }
    }

    private async Task SetStatusAsync(string status, DateTimeOffset time, SweepLedgerFile ledger, CancellationToken cancellationToken)
    {
        ToldSweep told = ledger.Told!;
        if (status == told.Status)
        {
            return;
        }

        if (status != MlflowStatus.Running)
        {
            await finder.DeleteTwinsOfSweepAsync(told.ExperimentId, folder!.Plan.SweepId, told.RunId, cancellationToken).ConfigureAwait(false);
        }

        long? endTime = status == MlflowStatus.Running ? null : time.ToUnixTimeMilliseconds();
        await client.UpdateRunAsync(told.RunId, status, endTime, cancellationToken).ConfigureAwait(false);
        ledger.Note(told with { Status = status });
    }

    private void Forget()
    {
        isFound = false;
        seen.Clear();
        toldDropped.Clear();
    }
}
