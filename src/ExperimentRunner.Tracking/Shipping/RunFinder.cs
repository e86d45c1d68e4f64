using ExperimentRunner.Tracking.Mlflow;

namespace ExperimentRunner.Tracking.Shipping;

/// <summary>
/// Finds the run that a server already has for something, or makes it. A crash between making a run and noting its id must not
/// lead to a second one.
/// </summary>
internal sealed class RunFinder(MlflowClient client, TimeProvider timeProvider)
{
    /// <summary>The run that stands for a sweep: the one that the environment names, else the one that is there, else a new one.</summary>
    public async Task<MlflowRun> SweepRunAsync(string experimentId, string sweepId, Func<NewRun> make, CancellationToken cancellationToken) =>
        await new NamedRun(client).TakeAsync(new MlflowTag(TagNames.SweepId, sweepId), TagNames.RunName, make().Tags, cancellationToken).ConfigureAwait(false)
        ?? await OwnRunAsync(experimentId, sweepId, make, cancellationToken).ConfigureAwait(false);

    private async Task<MlflowRun> OwnRunAsync(string experimentId, string sweepId, Func<NewRun> make, CancellationToken cancellationToken)
    {
        string filter = $"{Is(TagNames.SweepId, sweepId)} AND {Is(TagNames.Role, TagNames.SweepRole)}";
        IReadOnlyList<MlflowRun> found = await client.SearchRunsAsync(experimentId, filter, cancellationToken).ConfigureAwait(false);
        return found.Count > 0 ? found[^1] : await client.CreateRunAsync(make(), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs of earlier attempts that nobody ended are marked KILLED.</summary>
    public async Task<MlflowRun> RunOfAttemptAsync(
        string experimentId, string sweepId, string runId, string attempt, Func<NewRun> make, CancellationToken cancellationToken)
    {
        string filter = $"{Is(TagNames.SweepId, sweepId)} AND {Is(TagNames.RunId, runId)}";
        IReadOnlyList<MlflowRun> found = await client.SearchRunsAsync(experimentId, filter, cancellationToken).ConfigureAwait(false);
        foreach (MlflowRun stale in found.Where(run => run.Tag(TagNames.Attempt) != attempt && run.Info.Status is MlflowStatus.Running or MlflowStatus.Scheduled))
        {
            await client.UpdateRunAsync(stale.Info.RunId, MlflowStatus.Killed, timeProvider.GetUtcNow().ToUnixTimeMilliseconds(), cancellationToken).ConfigureAwait(false);
        }

        return found.LastOrDefault(run => run.Tag(TagNames.Attempt) == attempt)
            ?? await client.CreateRunAsync(make(), cancellationToken).ConfigureAwait(false);
    }

    private static string Is(string tag, string value) => value.Contains('\'', StringComparison.Ordinal) ? $"tags.`{tag}` = \"{value}\"" : $"tags.`{tag}` = '{value}'";
}
