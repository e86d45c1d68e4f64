using ExperimentRunner.TrackingServer.Calls;
using ExperimentRunner.TrackingServer.Http;

namespace ExperimentRunner.TrackingServer.Search;

/// <summary>Says a filter for logged models in SQL, over <c>logged_models AS m</c>.</summary>
internal static class LoggedModelFilter
{
    /// <summary>The condition that a metric was measured on one of the data sets wanted; null if any will do.</summary>
    public static string? OnDatasets(SqlText sql, IReadOnlyList<RequestFields> datasets)
    {
        if (datasets.Count == 0)
        {
            return null;
        }

        if (datasets.Any(dataset => string.IsNullOrEmpty(dataset.Text("dataset_name"))))
        {
            throw MlflowFault.Invalid("`dataset_name` in the `datasets` clause must be specified.");
        }

        return $"({string.Join(" OR ", datasets.Take(Limits.FilterClauses).Select(dataset => OnDataset(sql, dataset)))})";
    }

    public static void AddTo(SqlText sql, IReadOnlyList<Condition> conditions, string? onDatasets)
    {
        foreach (Condition condition in conditions)
        {
            sql.Add($"AND {Clause(sql, condition, onDatasets)}");
        }

        if (onDatasets is not null && !conditions.Any(condition => condition.Entity is "metric" or "metrics"))
        {
            sql.Add($"AND EXISTS (SELECT 1 FROM logged_model_metrics AS v WHERE v.model_id = m.model_id AND {onDatasets})");
        }
    }

    /// <summary>The column of an attribute, which may be called by several names; null if there is none.</summary>
    public static string? Column(string key) => key switch
    {
        "name" or "model_id" or "model_type" or "source_run_id" or "status" => $"m.{key}",
        "creation_time" or "creation_timestamp" or "creation_timestamp_ms" => "m.creation_timestamp_ms",
        "last_updated_time" or "last_updated_timestamp" or "last_updated_timestamp_ms" => "m.last_updated_timestamp_ms",
        _ => null,
    };

    private static string OnDataset(SqlText sql, RequestFields dataset)
    {
        string name = $"v.dataset_name = {sql.Value(dataset.Text("dataset_name"))}";
        return dataset.Text("dataset_digest") is { Length: > 0 } digest ? $"({name} AND v.dataset_digest = {sql.Value(digest)})" : name;
    }

    private static string Clause(SqlText sql, Condition condition, string? onDatasets) => condition.Entity switch
    {
        "metric" or "metrics" => Stored(
            sql, condition, "logged_model_metrics", "metric_name", value => Comparators.Number(sql, "v.metric_value", condition, Operands.Metric(value)), onDatasets),
        "param" or "params" or "parameter" or "parameters" => Stored(
            sql, condition, "logged_model_params", "param_key", value => Comparators.Text(sql, "v.param_value", condition, Operands.Text(value, "parameter"), Comparators.ForText)),
        "tag" or "tags" => Stored(
            sql, condition, "logged_model_tags", "tag_key", value => Comparators.Text(sql, "v.tag_value", condition, Operands.Text(value, "tag"), Comparators.ForText)),
        null or "attribute" or "attributes" => Attribute(sql, condition),
        _ => throw MlflowFault.Invalid($"Invalid entity type: '{condition.Entity}'. Expected one of ['attributes', 'metrics', 'params', 'tags']."),
    };

    private static string Stored(SqlText sql, Condition condition, string table, string keyColumn, Func<Operand, string> compare, string? also = null)
    {
        string key = sql.Value(condition.Key);
        string comparison = condition.Value is Operand.Null ? "" : $" AND {compare(condition.Value)}";
        string further = also is null ? "" : $" AND {also}";
        return $"{(condition.Comparator == "IS NULL" ? "NOT " : "")}EXISTS (SELECT 1 FROM {table} AS v WHERE v.model_id = m.model_id AND v.{keyColumn} = {key}{comparison}{further})";
    }

    private static string Attribute(SqlText sql, Condition condition)
    {
        string column = Column(condition.Key)
            ?? throw MlflowFault.Invalid($"Invalid attribute key '{condition.Key}' specified. Valid keys are '{{'creation_time', 'creation_timestamp', 'last_updated_time', 'last_updated_timestamp', 'model_id', 'model_type', 'name', 'source_run_id', 'status'}}'");
        return condition.Value switch
        {
            Operand.Null => $"{column} {condition.Comparator}",
            Operand.Text text when condition.Key == "status" => Comparators.Number(sql, column, condition, LoggedModelStatus.NumberOf(text.Value) ?? -1),
            var value when column is "m.creation_timestamp_ms" or "m.last_updated_timestamp_ms" or "m.status" => Comparators.Number(sql, column, condition, Operands.NumberOfAttribute(value, condition.Key)),
            Operand.List list => Comparators.List(sql, column, condition, list, Comparators.ForAttributes),
            var value => Comparators.Text(sql, column, condition, Operands.TextOfAttribute(value), Comparators.ForAttributes),
        };
    }
}
