using ExperimentRunner.TrackingServer.Answers;
using ExperimentRunner.TrackingServer.Storage;

namespace ExperimentRunner.TrackingServer.Calls;

/// <summary>Reads a run with all that was logged to it, in the order in which it was logged.</summary>
internal static class RunReader
{
    public static RunAnswer Read(Session session, RunRow row) => new(row.Info(), Data(session, row.Id))
    {
        Inputs = InputTable.InputsOf(session, row.Id),
        Outputs = InputTable.OutputsOf(session, row.Id),
    };

    private static RunData Data(Session session, string run) => new(
        Listed(session.Query(
            "SELECT key, value, is_nan, timestamp, step FROM latest_metrics WHERE run_uuid = ?1 ORDER BY rowid",
            row => new MetricPoint(row.Text(0), row.Integer(2) != 0 ? double.NaN : row.Number(1), row.Integer(3), row.Integer(4)),
            run)),
        Listed(session.Query("SELECT key, value FROM params WHERE run_uuid = ?1 ORDER BY rowid", KeyValue, run)),
        Listed(session.Query("SELECT key, value FROM tags WHERE run_uuid = ?1 ORDER BY rowid", KeyValue, run)));

    private static KeyValue KeyValue(Statement row) => new(row.Text(0), row.Text(1));

    private static List<T>? Listed<T>(List<T> values) => values.Count == 0 ? null : values;
}
