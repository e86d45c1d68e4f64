using ExperimentRunner.Tracking.Mlflow.Http;
using ExperimentRunner.Tracking.Mlflow.Messages;

namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>The calls on runs as a whole.</summary>
public sealed class MlflowRuns
{
    private readonly MlflowTransport transport;

    internal MlflowRuns(MlflowTransport transport) => this.transport = transport;

    /// <summary>Makes a run. Not sent again after a lost answer: it may have been made, so look for it first.</summary>
    public async Task<MlflowRun> CreateAsync(NewRun run, CancellationToken cancellationToken)
    {
        NewRun fitting = run with
        {
            RunName = MlflowLimits.Cut(run.RunName, MlflowLimits.RunName),
            Tags = new LogBatch { Tags = run.Tags }.CutTo(MlflowLimits.TagValue).Tags,
        };
        return (await transport.SendAsync(
            MlflowCall.Post("runs/create", fitting, MlflowJson.Default.NewRun) with { Replay = Replay.Doubles },
            MlflowJson.Default.RunAnswer,
            cancellationToken).ConfigureAwait(false)).Run;
    }

    /// <summary>The run, a deleted one too; null if there is none.</summary>
    public async Task<MlflowRun?> FindAsync(string runId, CancellationToken cancellationToken) =>
        (await transport.FindAsync(MlflowCall.Get("runs/get", ("run_id", runId)), MlflowJson.Default.RunAnswer, cancellationToken).ConfigureAwait(false))?.Run;

    /// <summary>All runs that are wanted, fetched page by page as they are read.</summary>
    public IAsyncEnumerable<MlflowRun> SearchAsync(RunSearch search, CancellationToken cancellationToken) => MlflowPages.ReadAsync(
        (page, token) => transport.SendAsync(
            MlflowCall.Post(
                "runs/search",
                new SearchRunsRequest(search.ExperimentIds, search.Filter, search.OrderBy, search.View, search.PageSize, page),
                MlflowJson.Default.SearchRunsRequest),
            MlflowJson.Default.SearchRunsAnswer,
            token),
        page => (page.Runs, page.NextPageToken),
        cancellationToken);

    /// <returns>The run's facts afterwards.</returns>
    public async Task<MlflowRunInfo> UpdateAsync(string runId, RunUpdate update, CancellationToken cancellationToken) => (await transport.SendAsync(
        MlflowCall.Post(
            "runs/update",
            new UpdateRunRequest(runId, update.Status, update.EndTime, update.RunName is null ? null : MlflowLimits.Cut(update.RunName, MlflowLimits.RunName)),
            MlflowJson.Default.UpdateRunRequest),
        MlflowJson.Default.UpdateRunAnswer,
        cancellationToken).ConfigureAwait(false)).RunInfo;

    /// <summary>Deletes a run until it is restored; its children stay.</summary>
    public Task DeleteAsync(string runId, CancellationToken cancellationToken) => transport.SendAsync(OfId("runs/delete", runId), cancellationToken);

    /// <summary>Brings a deleted run back.</summary>
    public Task RestoreAsync(string runId, CancellationToken cancellationToken) => transport.SendAsync(OfId("runs/restore", runId), cancellationToken);

    private static MlflowCall OfId(string call, string runId) => MlflowCall.Post(call, new RunIdRequest(runId), MlflowJson.Default.RunIdRequest);
}
