using ExperimentRunner.Tracking.Mlflow;
using ExperimentRunner.Tracking.Shipping.Naming;

namespace ExperimentRunner.Tracking.Shipping;

/// <summary>
/// Finds the run that a server already has for something, or makes it. A crash between making a run and noting its id must not
/// lead to a second one; nor must a server that did not answer a request for so long that it was sent again, and then did both.
/// </summary>
internal sealed class RunFinder(MlflowClient client, TimeProvider timeProvider)
{
    /// <summary>The run that stands for a sweep: the one that the environment names, else the one that is there, else a new one.</summary>
    public async Task<MlflowRun> SweepRunAsync(string experimentId, string sweepId, Func<NewRun> make, CancellationToken cancellationToken) =>
        await new NamedRun(client).TakeAsync(new MlflowTag(TagNames.SweepId, sweepId), TagNames.RunName, make().Tags, cancellationToken).ConfigureAwait(false)
        ?? await OwnRunAsync(experimentId, sweepId, make, cancellationToken).ConfigureAwait(false);

    private async Task<MlflowRun> OwnRunAsync(string experimentId, string sweepId, Func<NewRun> make, CancellationToken cancellationToken)
    {
        IReadOnlyList<MlflowRun> found = await client.SearchRunsAsync(experimentId, OfSweep(sweepId), cancellationToken).ConfigureAwait(false);
        return found.Count > 0 ? found[^1] : await client.CreateRunAsync(make(), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs of earlier attempts that nobody ended are marked KILLED.</summary>
    public async Task<MlflowRun> RunOfAttemptAsync(
        string experimentId, string sweepId, string runId, string attempt, Func<NewRun> make, CancellationToken cancellationToken)
    {
        IReadOnlyList<MlflowRun> found = await client.SearchRunsAsync(experimentId, OfRun(sweepId, runId), cancellationToken).ConfigureAwait(false);
        foreach (MlflowRun stale in found.Where(run => run.Tag(TagNames.Attempt) != attempt && run.Info.Status is MlflowStatus.Running or MlflowStatus.Scheduled))
        {
            await client.UpdateRunAsync(stale.Info.RunId, MlflowStatus.Killed, timeProvider.GetUtcNow().ToUnixTimeMilliseconds(), cancellationToken).ConfigureAwait(false);
        }

        return found.LastOrDefault(run => run.Tag(TagNames.Attempt) == attempt)
            ?? await client.CreateRunAsync(make(), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes other runs of the sweep that a request made which was sent again. They hold nothing: all was told to <paramref name="kept"/>. One that the environment named may be another than was told before, so that then none is deleted.</summary>
    public async Task DeleteTwinsOfSweepAsync(string experimentId, string sweepId, string kept, CancellationToken cancellationToken)
    {
        if (client.Destination.RunId is null)
        {
            await DeleteAsync(await client.SearchRunsAsync(experimentId, OfSweep(sweepId), cancellationToken).ConfigureAwait(false), kept, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The same for one attempt at a run.</summary>
    public async Task DeleteTwinsOfRunAsync(string experimentId, string sweepId, string runId, string attempt, string kept, CancellationToken cancellationToken)
    {
        string filter = $"{OfRun(sweepId, runId)} AND {Is(TagNames.Attempt, attempt)}";
        await DeleteAsync(await client.SearchRunsAsync(experimentId, filter, cancellationToken).ConfigureAwait(false), kept, cancellationToken).ConfigureAwait(false);
    }

    private async Task DeleteAsync(IReadOnlyList<MlflowRun> found, string kept, CancellationToken cancellationToken)
    {
        foreach (MlflowRun twin in found.Where(run => run.Info.RunId != kept && IsUntold(run)))
        {
            await client.Runs.DeleteAsync(twin.Info.RunId, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Nothing but its tags was ever told to it.</summary>
    private static bool IsUntold(MlflowRun run) => run is { Info.Status: MlflowStatus.Running, Data: { Metrics: [], Params: [] } } && run.Tag(TagNames.Note) is null;

    private static string OfSweep(string sweepId) => $"{Is(TagNames.SweepId, sweepId)} AND {Is(TagNames.Role, TagNames.SweepRole)}";

    private static string OfRun(string sweepId, string runId) => $"{Is(TagNames.SweepId, sweepId)} AND {Is(TagNames.RunId, runId)}";

    private static string Is(string tag, string value) => value.Contains('\'', StringComparison.Ordinal) ? $"tags.`{tag}` = \"{value}\"" : $"tags.`{tag}` = '{value}'";
}
