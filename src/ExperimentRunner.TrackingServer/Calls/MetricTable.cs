using ExperimentRunner.TrackingServer.Answers;
using ExperimentRunner.TrackingServer.Storage;

namespace ExperimentRunner.TrackingServer.Calls;

/// <summary>The history of metrics and, beside it, the latest value of each: the one with the greatest step, then time, then value.</summary>
internal static class MetricTable
{
    // The + keeps SQLite from the primary key, which would lead to all points of that name in all runs.
    private const string OfRun = "FROM metrics WHERE run_uuid = ?1 AND +key = ?2";

    private const string Points = $"SELECT value, is_nan, timestamp, step {OfRun}";

    public static void Add(Session session, string run, IReadOnlyList<MetricRow> metrics)
    {
        // A point that is there already is the same point sent again, after a lost answer for example.
        Statement insert = session.Prepare("INSERT OR IGNORE INTO metrics (key, value, timestamp, run_uuid, step, is_nan) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
        foreach (MetricRow metric in metrics)
        {
            insert.Run(metric.Key, metric.Value, metric.Timestamp, run, metric.Step, metric.IsNan);
        }

        Statement update = session.Prepare(
            """
            INSERT INTO latest_metrics (key, value, timestamp, run_uuid, step, is_nan) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            ON CONFLICT (key, run_uuid) DO UPDATE SET value = excluded.value, timestamp = excluded.timestamp, step = excluded.step, is_nan = excluded.is_nan
            WHERE (excluded.step, excluded.timestamp, excluded.value) > (step, timestamp, value)
            """);
        foreach (MetricRow metric in Latest(metrics))
        {
            update.Run(metric.Key, metric.Value, metric.Timestamp, run, metric.Step, metric.IsNan);
        }
    }

    public static List<MetricPoint> History(Session session, string run, string key, long limit, long offset) => session.Query(
        $"{Points} ORDER BY timestamp, step, value LIMIT ?3 OFFSET ?4",
        row => Point(key, row),
        run,
        key,
        limit,
        offset);

    /// <summary>The steps that have a value, in order.</summary>
    public static List<long> Steps(Session session, string run, string key) =>
        session.Query($"SELECT DISTINCT step {OfRun} ORDER BY step", row => row.Integer(0), run, key);

    /// <summary>The points from step <paramref name="first"/> to step <paramref name="last"/>, by step and time.</summary>
    public static List<MetricPoint> Between(Session session, string run, string key, long first, long last) => session.Query(
        $"{Points} AND step BETWEEN ?3 AND ?4 ORDER BY step, timestamp, value",
        row => Point(key, row),
        run,
        key,
        first,
        last);

    /// <summary>Of a row of <see cref="Points"/>.</summary>
    private static MetricPoint Point(string key, Statement row) =>
        new(key, row.Integer(1) != 0 ? double.NaN : row.Number(0), row.Integer(2), row.Integer(3));

    private static IEnumerable<MetricRow> Latest(IReadOnlyList<MetricRow> metrics)
    {
        if (metrics.Count == 1)
        {
            return metrics;
        }

        var latest = new Dictionary<string, MetricRow>(metrics.Count, StringComparer.Ordinal);
        foreach (MetricRow metric in metrics)
        {
            if (!latest.TryGetValue(metric.Key, out MetricRow? known) || (metric.Step, metric.Timestamp, metric.Value).CompareTo((known.Step, known.Timestamp, known.Value)) > 0)
            {
                latest[metric.Key] = metric;
            }
        }

        return latest.Values;
    }
}
