using ExperimentRunner.TrackingServer.Http;

namespace ExperimentRunner.TrackingServer.Search;

/// <summary>Says a filter for runs in SQL, over <c>runs AS r</c>.</summary>
internal static class RunFilter
{
    private const string DatasetsOfRun =
        "SELECT 1 FROM inputs AS i WHERE i.destination_type = 'RUN' AND i.destination_id = r.run_uuid AND i.source_type = 'DATASET'";

    public static void AddTo(SqlText sql, string? filter)
    {
        foreach (Condition condition in FilterParser.Parse(filter))
        {
            sql.Add($"AND {Clause(sql, condition)}");
        }
    }

    private static string Clause(SqlText sql, Condition condition) => RunColumns.EntityOf(condition.Entity) switch
    {
        RunEntity.Metric => Stored(sql, "latest_metrics", condition, value => Comparators.Number(sql, "s.value", condition, Operands.Metric(value))),
        RunEntity.Parameter => Stored(sql, "params", condition, value => Comparators.Text(sql, "s.value", condition, Operands.Text(value, "parameter"), Comparators.ForText)),
        RunEntity.Tag => Stored(sql, "tags", condition, value => Comparators.Text(sql, "s.value", condition, Operands.Text(value, "tag"), Comparators.ForText)),
        RunEntity.Attribute => Attribute(sql, condition),
        RunEntity.Dataset => Dataset(sql, condition),
    };

    private static string Stored(SqlText sql, string table, Condition condition, Func<Operand, string> compare)
    {
        string key = sql.Value(condition.Key);
        string comparison = condition.Value is Operand.Null ? "" : $" AND {compare(condition.Value)}";
        return $"{(condition.Comparator == "IS NULL" ? "NOT " : "")}EXISTS (SELECT 1 FROM {table} AS s WHERE s.run_uuid = r.run_uuid AND s.key = {key}{comparison})";
    }

    private static string Attribute(SqlText sql, Condition condition)
    {
        string column = RunColumns.ForFilter(condition.Key);
        return condition.Value switch
        {
            Operand.Null => $"{column} {condition.Comparator}",
            var value when RunColumns.IsNumber(column) => Comparators.Number(sql, column, condition, Operands.NumberOfAttribute(value, condition.Key)),
            Operand.List list when column == RunColumns.RunId => Comparators.List(sql, column, condition, list, Comparators.ForAttributes),
            var value => Comparators.Text(sql, column, condition, Operands.TextOfAttribute(value), Comparators.ForAttributes),
        };
    }

    private static string Dataset(SqlText sql, Condition condition)
    {
        string column = condition.Key switch
        {
            "name" or "digest" => $"d.{condition.Key}",
            "context" => "t.value",
            _ => throw MlflowFault.Invalid($"Invalid dataset key '{condition.Key}' specified. Valid keys are '{{'context', 'digest', 'name'}}'"),
        };
        string comparison = condition.Value switch
        {
            Operand.Null => "1",
            Operand.List list => Comparators.List(sql, column, condition, list, Comparators.ForAttributes),
            var value => Comparators.Text(sql, column, condition, Operands.TextOfDataset(value), Comparators.ForAttributes),
        };
        string described = condition.Key == "context"
            ? $"SELECT 1 FROM input_tags AS t WHERE t.input_uuid = i.input_uuid AND t.name = 'mlflow.data.context' AND {comparison}"
            : $"SELECT 1 FROM datasets AS d WHERE d.dataset_uuid = i.source_id AND {comparison}";
        return $"{(condition.Comparator == "IS NULL" ? "NOT " : "")}EXISTS ({DatasetsOfRun} AND EXISTS ({described}))";
    }
}
