using System.Globalization;
using ExperimentRunner.TrackingServer.Calls;
using ExperimentRunner.TrackingServer.Http;

namespace ExperimentRunner.TrackingServer.Search;

/// <summary>Says a search for logged models in SQL, over <c>logged_models AS m</c>.</summary>
internal static class LoggedModelSearch
{
    private static readonly string[] DatasetFields = ["dataset_name", "dataset_digest"];

    public static (SqlText Sql, LoggedModelPage Page) Sql(RequestFields fields)
    {
        IReadOnlyList<string> experiments = fields.Texts("experiment_ids");
        if (fields.Find("experiment_ids") is null)
        {
            throw MlflowFault.Missing("experiment_ids");
        }

        var page = new LoggedModelPage(fields);
        IReadOnlyList<Condition> conditions = FilterParser.Parse(fields.Text("filter"));
        var sql = new SqlText();
        string? onDatasets = LoggedModelFilter.OnDatasets(sql, fields.Objects("datasets"));
        sql.Add($"SELECT {LoggedModelRow.Columns} FROM logged_models AS m");
        sql.Add($"WHERE m.experiment_id IN (SELECT CAST(value AS INTEGER) FROM json_each({sql.Value($"[{string.Join(',', experiments.Select(ExperimentRow.Number))}]")})) AND m.lifecycle_stage != 'deleted'");
        LoggedModelFilter.AddTo(sql, conditions, onDatasets);
        sql.Add($"ORDER BY {string.Join(", ", Order(sql, fields.Objects("order_by")))}");
        sql.Add($"LIMIT {sql.Value((long)page.MaxResults + 1)} OFFSET {sql.Value(page.Offset)}");
        return (sql, page);
    }

    private static List<string> Order(SqlText sql, IReadOnlyList<RequestFields> orderBy)
    {
        if (orderBy.Count > Limits.OrderClauses)
        {
            throw MlflowFault.Invalid($"order_by has more than {Limits.OrderClauses.ToString(CultureInfo.InvariantCulture)} entries.");
        }

        List<string> terms = [.. orderBy.Select(clause => Term(sql, clause))];
        terms.Add("m.creation_timestamp_ms DESC");
        terms.Add("m.rowid DESC");
        return terms;
    }

    private static string Term(SqlText sql, RequestFields clause)
    {
        string field = clause.Text("field_name") ?? "";
        string direction = clause.Flag("ascending") ?? true ? "ASC NULLS LAST" : "DESC NULLS LAST";
        if (!field.Contains('.', StringComparison.Ordinal))
        {
            return LoggedModelFilter.Column(field.Trim()) is { } column ? $"{column} {direction}" : throw MlflowFault.Invalid($"Invalid order by field name: {field}");
        }

        return field.StartsWith("metrics.", StringComparison.Ordinal)
            ? $"({Latest(sql, clause, field["metrics.".Length..].Trim('`'))}) {direction}"
            : throw MlflowFault.Invalid($"Invalid order by field name: {field}. Only metrics are supported.");
    }

    /// <summary>The value of a metric that was measured last.</summary>
    private static string Latest(SqlText sql, RequestFields clause, string metric)
    {
        string onDataset = string.Concat(DatasetFields
            .Where(name => !string.IsNullOrEmpty(clause.Text(name)))
            .Select(name => $" AND v.{name} = {sql.Value(clause.Text(name))}"));
        return $"""
            SELECT v.metric_value FROM logged_model_metrics AS v WHERE v.model_id = m.model_id AND v.metric_name = {sql.Value(metric)}{onDataset}
            ORDER BY v.metric_timestamp_ms DESC, v.metric_step DESC LIMIT 1
            """;
    }
}
