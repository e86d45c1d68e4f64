using System.Globalization;
using System.Text.Json.Nodes;
using ExperimentRunner.TrackingServer.Answers;
using ExperimentRunner.TrackingServer.Artifacts;
using ExperimentRunner.TrackingServer.Calls;
using ExperimentRunner.TrackingServer.Http;
using ExperimentRunner.TrackingServer.Storage;

namespace ExperimentRunner.TrackingServer.Pages;

/// <summary>What pages know: the answers of the calls that any MLflow client makes, and a few counts.</summary>
internal sealed class PageReader(Database database, ExperimentCalls experiments, RunCalls runs, MetricCalls metrics, ArtifactCalls artifacts)
{
    /// <summary>The most points of a metric that are read for a curve.</summary>
    private const int MostPoints = 25_000;

    public async Task<IReadOnlyList<ExperimentSummary>> ExperimentsAsync(CancellationToken cancellationToken)
    {
        RequestFields fields = RequestFields.Of(new JsonObject { ["max_results"] = 1000 });
        IReadOnlyList<ExperimentAnswer> found = (await experiments.SearchAsync(fields, cancellationToken).ConfigureAwait(false)).Experiments ?? [];
        Dictionary<string, (long Runs, long Running, long LastStart)> counts = await database.ReadAsync(
            session => session.Query(
                """
                SELECT experiment_id, COUNT(*), SUM(status = 'RUNNING'), COALESCE(MAX(start_time), 0)
                FROM runs WHERE lifecycle_stage = 'active' GROUP BY experiment_id
                """,
                row => (Id: row.Integer(0).ToString(CultureInfo.InvariantCulture), Runs: row.Integer(1), Running: row.Integer(2), LastStart: row.Integer(3)))
                .ToDictionary(row => row.Id, row => (row.Runs, row.Running, row.LastStart)),
            cancellationToken).ConfigureAwait(false);
        return
        [
            .. found.Select(experiment => counts.TryGetValue(experiment.ExperimentId, out (long Runs, long Running, long LastStart) count)
                    ? new ExperimentSummary(experiment, count.Runs, count.Running, count.LastStart)
                    : new ExperimentSummary(experiment, 0, 0, 0))
                .OrderByDescending(summary => Math.Max(summary.LastStart, summary.Experiment.LastUpdateTime ?? 0)),
        ];
    }

    public async Task<ExperimentAnswer> ExperimentAsync(string id, CancellationToken cancellationToken) =>
        (await experiments.GetAsync(RequestFields.Of(new JsonObject { ["experiment_id"] = id }), cancellationToken).ConfigureAwait(false)).Experiment;

    /// <returns>The runs, and the token of the next page; null on the last one.</returns>
    public async Task<(IReadOnlyList<RunAnswer> Runs, string? NextPage)> RunsAsync(string experiment, string filter, string order, string page, int most, CancellationToken cancellationToken)
    {
        RequestFields fields = RequestFields.Of(new JsonObject
        {
            ["experiment_ids"] = new JsonArray(experiment),
            ["filter"] = filter,
            ["order_by"] = new JsonArray(order.Length == 0 ? "attributes.start_time DESC" : order),
            ["page_token"] = page.Length == 0 ? null : page,
            ["max_results"] = most,
        });
        FoundRuns found = await runs.SearchAsync(fields, cancellationToken).ConfigureAwait(false);
        return (await found.ReadAsync(cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false), found.NextPageToken);
    }

    public async Task<RunAnswer> RunAsync(string id, CancellationToken cancellationToken) =>
        (await runs.GetAsync(RequestFields.Of(new JsonObject { ["run_id"] = id }), cancellationToken).ConfigureAwait(false)).Run;

    /// <summary>Oldest first.</summary>
    public async Task<IReadOnlyList<RunAnswer>> ChildrenAsync(RunAnswer parent, int most, CancellationToken cancellationToken)
    {
        // Ids that clients made up may hold quotes, which the filter language can't escape; such a run has no children here.
        string id = parent.Info.RunId;
        return id.Contains('\'', StringComparison.Ordinal)
            ? []
            : (await RunsAsync(parent.Info.ExperimentId, $"tags.`mlflow.parentRunId` = '{id}'", "attributes.start_time ASC", "", most, cancellationToken).ConfigureAwait(false)).Runs;
    }

    /// <summary>In the order in which they were logged.</summary>
    public async Task<IReadOnlyList<MetricPoint>> HistoryAsync(string run, string key, CancellationToken cancellationToken)
    {
        RequestFields fields = RequestFields.Of(new JsonObject { ["run_id"] = run, ["metric_key"] = key, ["max_results"] = MostPoints });
        return (await metrics.HistoryAsync(fields, cancellationToken).ConfigureAwait(false)).Metrics ?? [];
    }

    /// <summary>How many points each metric of a run has.</summary>
    public Task<Dictionary<string, long>> PointCountsAsync(string run, CancellationToken cancellationToken) => database.ReadAsync(
        session => session.Query("SELECT key, COUNT(*) FROM metrics WHERE run_uuid = ?1 GROUP BY key", row => (Key: row.Text(0), Count: row.Integer(1)), run)
            .ToDictionary(row => row.Key, row => row.Count),
        cancellationToken);

    public async Task<IReadOnlyList<FileEntry>> FilesAsync(string run, string folder, CancellationToken cancellationToken) =>
        (await artifacts.ListOfRunAsync(RequestFields.Of(new JsonObject { ["run_id"] = run, ["path"] = folder }), cancellationToken).ConfigureAwait(false)).Files ?? [];

    /// <summary>A file of a run, to be disposed.</summary>
    public Task<FileStream> OpenAsync(string run, string path, CancellationToken cancellationToken) => artifacts.OpenAsync(run, path, cancellationToken);
}
