using Dapper;
using ExperimentRunner.TrackingServer.Answers;
using Microsoft.Data.Sqlite;

namespace ExperimentRunner.TrackingServer.Calls;

/// <summary>The history of metrics and, beside it, the latest value of each: the one with the greatest step, then time, then value.</summary>
internal static class MetricTable
{
    public static Nothing Add(SqliteConnection connection, string run, IReadOnlyList<MetricRow> metrics)
    {
        // A point that is there already is the same point sent again, after a lost answer for example.
        Execute(connection, run, metrics, "INSERT OR IGNORE INTO metrics (key, value, timestamp, run_uuid, step, is_nan) VALUES (@key, @value, @timestamp, @run, @step, @is_nan)");
        Execute(connection, run, [.. metrics.GroupBy(metric => metric.Key).Select(Latest)],
            """
            INSERT INTO latest_metrics (key, value, timestamp, run_uuid, step, is_nan) VALUES (@key, @value, @timestamp, @run, @step, @is_nan)
            ON CONFLICT (key, run_uuid) DO UPDATE SET value = excluded.value, timestamp = excluded.timestamp, step = excluded.step, is_nan = excluded.is_nan
            WHERE (excluded.step, excluded.timestamp, excluded.value) > (step, timestamp, value)
            """);
        return new Nothing();
    }

    public static IReadOnlyList<MetricPoint> History(SqliteConnection connection, string run, string key, long limit, long offset) =>
    [
        .. connection.Query<(double Value, long IsNan, long Timestamp, long Step)>(
            """
            SELECT value, is_nan, timestamp, step FROM metrics WHERE run_uuid = @run AND key = @key
            ORDER BY timestamp, step, value LIMIT @limit OFFSET @offset
            """,
            new { run, key, limit, offset })
            .Select(row => new MetricPoint(key, row.IsNan != 0 ? double.NaN : row.Value, row.Timestamp, row.Step)),
    ];

    private static MetricRow Latest(IEnumerable<MetricRow> metrics) => metrics.MaxBy(metric => (metric.Step, metric.Timestamp, metric.Value))!;

    private static void Execute(SqliteConnection connection, string run, IReadOnlyList<MetricRow> rows, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        SqliteParameter key = command.Parameters.Add("@key", SqliteType.Text);
        SqliteParameter value = command.Parameters.Add("@value", SqliteType.Real);
        SqliteParameter timestamp = command.Parameters.Add("@timestamp", SqliteType.Integer);
        SqliteParameter step = command.Parameters.Add("@step", SqliteType.Integer);
        SqliteParameter isNan = command.Parameters.Add("@is_nan", SqliteType.Integer);
        command.Parameters.Add("@run", SqliteType.Text).Value = run;
        command.Prepare();
        foreach (MetricRow row in rows)
        {
            (key.Value, value.Value, timestamp.Value, step.Value, isNan.Value) = (row.Key, row.Value, row.Timestamp, row.Step, row.IsNan ? 1 : 0);
            command.ExecuteNonQuery();
        }
    }
}
