using ExperimentRunner.Tracking.Connecting;
using ExperimentRunner.Tracking.Mlflow;

namespace ExperimentRunner.Tracking.Shipping;

/// <summary>The run that MLFLOW_RUN_ID names to stand for a sweep.</summary>
internal sealed class NamedRun(MlflowClient client)
{
    /// <summary>The run, if one is named; null otherwise.</summary>
    /// <exception cref="TrackingConflictException">It is not there, was deleted, or is of another experiment than the one that is named.</exception>
    public async Task<MlflowRun?> FindAsync(CancellationToken cancellationToken)
    {
        if (client.Destination.RunId is not { } runId)
        {
            return null;
        }

        MlflowRun run = await client.Runs.FindAsync(runId, cancellationToken).ConfigureAwait(false)
            ?? throw Conflict($"names run '{runId}', which {client.Server} does not have. Unset it to have a run made.");
        if (run.Info.IsDeleted)
        {
            throw Conflict($"names run '{runId}', which was deleted on {client.Server}. Restore it (`mlflow runs restore --run-id {runId}`), or unset the variable to have a run made.");
        }

        await CheckExperimentAsync(run, cancellationToken).ConfigureAwait(false);
        return run;
    }

    /// <summary>Takes the run for a sweep: it gets the tags, but for its name, which stays. Null where none is named.</summary>
    /// <param name="sweep">The tag that says of which sweep a run is.</param>
    /// <param name="nameTag">The key of the tag with the name.</param>
    /// <param name="tags">Those of the sweep.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TrackingConflictException">It can't stand for this sweep.</exception>
    public async Task<MlflowRun?> TakeAsync(MlflowTag sweep, string nameTag, IReadOnlyList<MlflowTag> tags, CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken).ConfigureAwait(false) is not { } run)
        {
            return null;
        }

        if (run.Tag(sweep.Key) is { } other && other != sweep.Value)
        {
            throw Conflict($"names run '{run.Info.RunId}', which stands for sweep '{other}' already. Unset it to have a run made, or name another.");
        }

        MlflowTag[] withoutName = [.. tags.Where(tag => tag.Key != nameTag)];
        await client.Logging.LogAsync(run.Info.RunId, new LogBatch { Tags = withoutName }, cancellationToken).ConfigureAwait(false);
        return run;
    }

    private async Task CheckExperimentAsync(MlflowRun run, CancellationToken cancellationToken)
    {
        if (client.Destination.ExperimentName is not { } wanted)
        {
            return;
        }

        MlflowExperiment? experiment = await client.Experiments.FindAsync(run.Info.ExperimentId, cancellationToken).ConfigureAwait(false);
        if (experiment?.Name != wanted)
        {
            throw Conflict($"names run '{run.Info.RunId}' of experiment '{experiment?.Name}', and {TrackingDestination.ExperimentNameVariable} says '{wanted}'. Unset one of them.");
        }
    }

    private static TrackingConflictException Conflict(string text) => new($"{TrackingDestination.RunIdVariable} {text}");
}
