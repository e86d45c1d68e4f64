using ExperimentRunner.TrackingServer.Answers;
using ExperimentRunner.TrackingServer.Http;
using ExperimentRunner.TrackingServer.Search;
using ExperimentRunner.TrackingServer.Storage;

namespace ExperimentRunner.TrackingServer.Calls;

/// <summary>The calls under <c>metrics/</c>.</summary>
internal sealed class MetricCalls(Database database)
{
    /// <summary>MLflow 3.11.1 answers a request without max_results with a token and no points; we answer with the points.</summary>
    private const long PointsByDefault = 25_000;

    public Task<MetricsEnvelope> HistoryAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        string run = RunRow.IdOf(fields);
        string key = fields.RequiredText("metric_key");
        Page page = Page.Of(fields, PointsByDefault);
        return Task.FromResult(database.Read(connection =>
        {
            (IReadOnlyList<MetricPoint>? points, string? next) = page.Cut(MetricTable.History(connection, run, key, page.Limit, page.Offset));
            return new MetricsEnvelope(points, next);
        }));
    }
}
