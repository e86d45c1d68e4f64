using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Tracking.Ledgers;
using ExperimentRunner.Tracking.Mlflow;
using ExperimentRunner.Tracking.Shipping.Naming;

namespace ExperimentRunner.Tracking.Shipping;

/// <summary>Finds or makes the run that stands for a sweep.</summary>
internal sealed class SweepBeginning(MlflowClient client, RunFinder finder, SweepFolder sweep, string user)
{
    /// <exception cref="TrackingConflictException">It was deleted on the server.</exception>
    public async Task<ToldSweep> FindOrMakeAsync(SweepLedgerFile ledger, CancellationToken cancellationToken)
    {
        if (ledger.Told is ToldSweep told)
        {
            MlflowRun? known = await client.FindRunAsync(told.RunId, cancellationToken).ConfigureAwait(false);
            if (known is not null)
            {
                return known.Info.IsDeleted ? throw Deleted() : told;
            }

            ForgetRuns();
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
                Tags = SweepTags.OfSweep(sweep, user),
            },
            cancellationToken).ConfigureAwait(false);
        return ledger.Note(new ToldSweep { ExperimentId = experiment, RunId = run.Info.RunId, ArtifactUri = run.Info.ArtifactUri, Status = run.Info.Status, Revisions = sweep.Plan.Revisions.Count });
    }

    /// <summary>The server lost its records, or another one has taken its address: it gets everything anew.</summary>
    private void ForgetRuns()
    {
        foreach (PlannedRun run in sweep.Plan.Runs.Where(run => RunStamp.Of(sweep.PathsOf(run)).HasBegun))
        {
            new RunLedgerFile(sweep.PathsOf(run), client.RememberedAs).Forget();
        }
    }

    private TrackingConflictException Deleted() => new(
        $"The run of sweep '{sweep.Plan.SweepId}' was deleted on the server. Restore it there (`mlflow runs restore`), " +
        $"or delete tracking.json in {sweep.Paths.Folder} and in its run folders to tell everything anew.");
}
