using System.Globalization;
using System.Runtime.CompilerServices;
using ExperimentRunner.Tracking.Mlflow.Http;
using ExperimentRunner.Tracking.Mlflow.Messages;

namespace ExperimentRunner.Tracking.Mlflow;

/// <summary>The calls that read the history of metrics.</summary>
public sealed class MlflowMetrics
{
    private readonly MlflowTransport transport;

    internal MlflowMetrics(MlflowTransport transport) => this.transport = transport;

    /// <summary>All values of a metric of a run in the order of their times, fetched page by page as they are read.</summary>
    public IAsyncEnumerable<MlflowMetric> HistoryAsync(string runId, string key, CancellationToken cancellationToken) => MlflowPages.ReadAsync(
        (page, token) => transport.SendAsync(
            // Without max_results MLflow 3.11 answers with no points.
            MlflowCall.Get("metrics/get-history", ("run_id", runId), ("metric_key", key), ("max_results", Text(MlflowLimits.PointsInAPage)), ("page_token", page)),
            MlflowJson.Default.MetricsAnswer,
            token),
        page => (page.Metrics, page.NextPageToken),
        cancellationToken);

    /// <summary>
    /// All values of a metric of any number of runs, the points of one run together and in the order of their times. In as few requests
    /// as may be; of a server without the call for several runs, one run after the other.
    /// </summary>
    public async IAsyncEnumerable<MlflowRunMetric> HistoryOfRunsAsync(IReadOnlyList<string> runIds, string key, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (string[] some in runIds.Distinct().Chunk(MlflowLimits.RunsInABulk))
        {
            IReadOnlyList<MlflowRunMetric> points = await BulkAsync(some, key, cancellationToken).ConfigureAwait(false);
            foreach (MlflowRunMetric point in points)
            {
                yield return point;
            }

            HashSet<string> whole = [.. points.Select(point => point.RunId)];
            foreach (string runId in whole.Count == some.Length ? [] : some.Where(runId => !whole.Contains(runId)))
            {
                await foreach (MlflowMetric point in HistoryAsync(runId, key, cancellationToken).ConfigureAwait(false))
                {
                    yield return new MlflowRunMetric(runId, point.Key, point.Value, point.Timestamp, point.Step);
                }
            }
        }
    }

    /// <summary>Some values of a metric of up to 100 runs, evenly chosen among all steps, as charts show them.</summary>
    public async Task<IReadOnlyList<MlflowRunMetric>> SampleAsync(IReadOnlyList<string> runIds, string key, MetricSampling sampling, CancellationToken cancellationToken)
    {
        MlflowCall call = MlflowCall.Get(
            "metrics/get-history-bulk-interval",
            [
                .. runIds.Select(runId => ("run_ids", (string?)runId)),
                ("metric_key", key),
                ("start_step", sampling.Steps is { } from ? Text(from.First) : null),
                ("end_step", sampling.Steps is { } to ? Text(to.Last) : null),
                ("max_results", Text(sampling.PointsPerRun)),
            ]);
        return (await transport.SendAsync(call, MlflowJson.Default.RunMetricsAnswer, cancellationToken).ConfigureAwait(false)).Metrics ?? [];
    }

    /// <summary>The points of those runs that came whole: the server says nothing of what it leaves out beyond its limit.</summary>
    private async Task<IReadOnlyList<MlflowRunMetric>> BulkAsync(IReadOnlyList<string> runIds, string key, CancellationToken cancellationToken)
    {
        // MLflow has this call below its web pages' prefix alone.
        MlflowCall call = MlflowCall.GetOf(
            "ajax-api/2.0/mlflow/metrics/get-history-bulk",
            [.. runIds.Select(runId => ("run_id", (string?)runId)), ("metric_key", key), ("max_results", Text(MlflowLimits.PointsInAPage))]);
        IReadOnlyList<MlflowRunMetric> points;
        try
        {
            points = (await transport.SendAsync(call, MlflowJson.Default.RunMetricsAnswer, cancellationToken).ConfigureAwait(false)).Metrics ?? [];
        }
        catch (MlflowException exception) when (exception.IsUnknownCall)
        {
            return [];
        }

        return points.Count < MlflowLimits.PointsInAPage ? points : [.. points.Where(point => point.RunId != points[^1].RunId)];
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
