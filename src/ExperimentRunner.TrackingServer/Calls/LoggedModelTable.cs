using ExperimentRunner.TrackingServer.Answers;
using ExperimentRunner.TrackingServer.Http;
using ExperimentRunner.TrackingServer.Storage;

namespace ExperimentRunner.TrackingServer.Calls;

/// <summary>What is logged to logged models: parameters, tags and metrics.</summary>
internal static class LoggedModelTable
{
    public static List<KeyValue>? ParametersOf(Session session, string model) => Listed(session.Query(
        "SELECT param_key, param_value FROM logged_model_params WHERE model_id = ?1 ORDER BY param_key", row => new KeyValue(row.Text(0), row.Text(1)), model));

    public static List<KeyValue>? TagsOf(Session session, string model) => Listed(session.Query(
        "SELECT tag_key, tag_value FROM logged_model_tags WHERE model_id = ?1 ORDER BY tag_key", row => new KeyValue(row.Text(0), row.Text(1)), model));

    public static List<MetricOfModel>? MetricsOf(Session session, string model) => Listed(session.Query(
        """
        SELECT metric_name, metric_value, metric_timestamp_ms, metric_step, dataset_name, dataset_digest, run_id
        FROM logged_model_metrics WHERE model_id = ?1 ORDER BY metric_name, metric_timestamp_ms, metric_step, run_id
        """,
        row => new MetricOfModel
        {
            Key = row.Text(0),
            Value = row.IsNull(1) ? double.NaN : row.Number(1),
            Timestamp = row.Integer(2),
            Step = row.Integer(3),
            DatasetName = row.TextOrNull(4),
            DatasetDigest = row.TextOrNull(5),
            ModelId = model,
            RunId = row.Text(6),
        },
        model));

    public static void SetTag(Session session, LoggedModelRow model, KeyValue tag) => session.Execute(
        """
        INSERT INTO logged_model_tags (model_id, experiment_id, tag_key, tag_value) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT DO UPDATE SET tag_value = excluded.tag_value
        """,
        model.Id,
        model.ExperimentId,
        tag.Key,
        tag.Value);

    /// <exception cref="MlflowFault">The parameter has a value already.</exception>
    public static void AddParameter(Session session, LoggedModelRow model, KeyValue parameter)
    {
        int added = session.Execute(
            "INSERT INTO logged_model_params (model_id, experiment_id, param_key, param_value) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
            model.Id,
            model.ExperimentId,
            parameter.Key,
            parameter.Value);
        if (added == 0)
        {
            throw MlflowFault.BadRequest($"The parameter '{parameter.Key}' of the logged model '{model.Id}' has a value already.");
        }
    }

    /// <summary>A value that <paramref name="run"/> measured with the model that the metric names; sent twice, it is stored once.</summary>
    public static void AddMetric(Session session, RunRow run, MetricRow metric)
    {
        LoggedModelRow.Find(session, metric.ModelId!);
        string? dataset = metric is { DatasetName: { } name, DatasetDigest: { } digest }
            ? InputTable.FindDataset(session, run.ExperimentId, name, digest)
            : null;
        session.Execute(
            """
            INSERT INTO logged_model_metrics (model_id, metric_name, metric_timestamp_ms, metric_step, metric_value, experiment_id, run_id,
                dataset_uuid, dataset_name, dataset_digest)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT DO NOTHING
            """,
            metric.ModelId,
            metric.Key,
            metric.Timestamp,
            metric.Step,
            metric.IsNan ? double.NaN : metric.Value,
            run.ExperimentId,
            run.Id,
            dataset,
            metric.DatasetName,
            metric.DatasetDigest);
    }

    private static List<T>? Listed<T>(List<T> values) => values.Count == 0 ? null : values;
}
