using System.Text.Json;
using Dapper;
using ExperimentRunner.TrackingServer.Answers;
using Microsoft.Data.Sqlite;

namespace ExperimentRunner.TrackingServer.Calls;

/// <summary>Reads what was logged to runs, for all of them at once.</summary>
internal static class RunReader
{
    private const string OfRuns = "WHERE run_uuid IN (SELECT value FROM json_each(@ids)) ORDER BY rowid";

    public static IReadOnlyList<RunAnswer> Read(SqliteConnection connection, IReadOnlyList<RunRow> rows)
    {
        string ids = JsonSerializer.Serialize([.. rows.Select(row => row.Id)], ServerJson.Default.StringArray);
        ILookup<string, KeyValue> tags = KeyValues(connection, "tags", ids);
        ILookup<string, KeyValue> parameters = KeyValues(connection, "params", ids);
        ILookup<string, MetricPoint> metrics = Metrics(connection, ids);
        return [.. rows.Select(row => new RunAnswer(row.Info(), new RunData(Listed(metrics[row.Id]), Listed(parameters[row.Id]), Listed(tags[row.Id]))))];
    }

    private static ILookup<string, KeyValue> KeyValues(SqliteConnection connection, string table, string ids) => connection
        .Query<(string Run, string Key, string? Value)>($"SELECT run_uuid, key, value FROM {table} {OfRuns}", new { ids })
        .ToLookup(row => row.Run, row => new KeyValue(row.Key, row.Value ?? ""));

    private static ILookup<string, MetricPoint> Metrics(SqliteConnection connection, string ids) => connection
        .Query<(string Run, string Key, double Value, long IsNan, long Timestamp, long Step)>(
            $"SELECT run_uuid, key, value, is_nan, timestamp, step FROM latest_metrics {OfRuns}", new { ids })
        .ToLookup(row => row.Run, row => new MetricPoint(row.Key, row.IsNan != 0 ? double.NaN : row.Value, row.Timestamp, row.Step));

    private static T[]? Listed<T>(IEnumerable<T> values) => values.ToArray() is { Length: > 0 } list ? list : null;
}
