using System.Globalization;
using ExperimentRunner.TrackingServer.Answers;
using ExperimentRunner.TrackingServer.Http;
using ExperimentRunner.TrackingServer.Search;
using ExperimentRunner.TrackingServer.Storage;

namespace ExperimentRunner.TrackingServer.Calls;

/// <summary>The calls under <c>metrics/</c>.</summary>
internal sealed class MetricCalls(Database database)
{
    public Task<MetricsEnvelope> HistoryAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        string run = RunRow.IdOf(fields);
        string key = fields.RequiredText("metric_key");

        // MLflow 3.11.1 answers a request without max_results with a token and no points; we answer with the points.
        Page page = Page.Clamped(fields, byDefault: Limits.PointsInABulk);
        return database.ReadAsync(
            session =>
            {
                (IReadOnlyList<MetricPoint>? points, string? next) = page.Cut(MetricTable.History(session, run, key, page.Limit, page.Offset));
                return new MetricsEnvelope(points, next);
            },
            cancellationToken);
    }

    /// <summary>One metric of several runs, run after run.</summary>
    public Task<MetricsOfRunsEnvelope> BulkAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> runs = fields.Texts("run_id");
        string counted = runs.Count.ToString(CultureInfo.InvariantCulture);
        if (runs.Count == 0)
        {
            throw MlflowFault.Invalid("GetMetricHistoryBulk request must specify at least one run_id.");
        }

        if (runs.Count > Limits.RunsInABulk)
        {
            throw MlflowFault.Invalid($"GetMetricHistoryBulk request cannot specify more than 100 run_ids. Received {counted} run_ids.");
        }

        string key = fields.Text("metric_key") ?? throw MlflowFault.Invalid("GetMetricHistoryBulk request must specify a metric_key.");
        int most = (int)Math.Clamp(fields.Integer("max_results") ?? Limits.PointsInABulk, 0, Limits.PointsInABulk);
        return database.ReadAsync(session => new MetricsOfRunsEnvelope(Bulk(session, runs, key, most)), cancellationToken);
    }

    /// <summary>One metric of several runs, thinned out to about as many steps as a chart can show.</summary>
    public Task<MetricsOfRunsEnvelope> BulkIntervalAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> runs = fields.Texts("run_ids");
        if (runs.Count == 0)
        {
            throw MlflowFault.Missing("run_ids");
        }

        if (runs.Count > Limits.RunsInABulk)
        {
            throw Refused($"GetMetricHistoryBulkInterval request must specify at most {Limits.RunsInABulk} run_ids. Received {runs.Count} run_ids.");
        }

        string key = fields.RequiredText("metric_key");
        int most = fields.Integer("max_results") is not { } asked
            ? Limits.PointsOfARunInAnInterval
            : asked is >= 1 and <= Limits.PointsOfARunInAnInterval ? (int)asked : throw Refused($"max_results must be between 1 and {Limits.PointsOfARunInAnInterval}.");
        (long First, long Last)? interval = Interval(fields);
        return database.ReadAsync(session => new MetricsOfRunsEnvelope(new MetricInterval(session, runs, key).Sample(interval, most) is { Count: > 0 } points ? points : null), cancellationToken);
    }

    private static List<MetricOfRun> Bulk(Session session, IReadOnlyList<string> runs, string key, int most)
    {
        var points = new List<MetricOfRun>();
        foreach (string run in runs.Order(StringComparer.Ordinal))
        {
            points.AddRange(MetricTable.History(session, run, key, most - points.Count, offset: 0).Select(point => new MetricOfRun(key, point.Value, point.Timestamp, point.Step, run)));
        }

        return points;
    }

    private static (long First, long Last)? Interval(RequestFields fields) => (fields.Integer("start_step"), fields.Integer("end_step")) switch
    {
        (null, null) => null,
        ({ } first, { } last) when first <= last => (first, last),
        ({ } first, { } last) => throw MlflowFault.Invalid(string.Create(CultureInfo.InvariantCulture, $"end_step must be greater than start_step. Found start_step={first} and end_step={last}.")),
        _ => throw MlflowFault.Invalid("If either start step or end step are specified, both must be specified."),
    };

    private static MlflowFault Refused(FormattableString why) =>
        MlflowFault.Invalid($"{why.ToString(CultureInfo.InvariantCulture)} See the API docs for more information about request parameters.");
}
