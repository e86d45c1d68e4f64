using ExperimentRunner.TrackingServer.Http;

namespace ExperimentRunner.TrackingServer.Search;

/// <summary>Says filter and order of experiments in SQL, over <c>experiments AS e</c>.</summary>
internal static class ExperimentQuery
{
    public static void AddFilter(SqlText sql, string? filter)
    {
        foreach (Condition condition in FilterParser.Parse(filter))
        {
            sql.Add($"AND {Clause(sql, condition)}");
        }
    }

    public static void AddOrder(SqlText sql, IReadOnlyList<string> orderBy)
    {
        IEnumerable<string> wanted = orderBy.Select(OrderClause.Parse).Select(clause => clause.Key switch
        {
            "name" or "experiment_id" or "creation_time" or "last_update_time" => $"e.{clause.Key} {clause.Direction}",
            _ => throw InvalidKey(clause.Key, "'creation_time', 'experiment_id', 'last_update_time', 'name'"),
        });
        IEnumerable<string> order = orderBy.Count == 0 ? ["e.creation_time DESC", "e.experiment_id DESC"] : wanted.Append("e.experiment_id ASC");
        sql.Add($"ORDER BY {string.Join(", ", order)}");
    }

    private static string Clause(SqlText sql, Condition condition) => condition.Entity switch
    {
        "tag" or "tags" => Tag(sql, condition),
        null or "attribute" or "attributes" => Attribute(sql, condition),
        _ => throw MlflowFault.Invalid($"Invalid entity type '{condition.Entity}'. Valid values are ['attribute', 'tag']"),
    };

    private static string Tag(SqlText sql, Condition condition)
    {
        string comparison = condition.Value is Operand.Null ? "" : $" AND {Text(sql, "t.value", condition)}";
        string there = $"EXISTS (SELECT 1 FROM experiment_tags AS t WHERE t.experiment_id = e.experiment_id AND t.key = {sql.Value(condition.Key)}{comparison})";
        return condition.Comparator == "IS NULL" ? $"NOT {there}" : there;
    }

    private static string Attribute(SqlText sql, Condition condition) => condition.Key switch
    {
        "name" => Text(sql, "e.name", condition),
        "creation_time" or "last_update_time" => condition.Value is Operand.Number number
            ? Comparators.Number(sql, $"e.{condition.Key}", condition, number.Value)
            : throw MlflowFault.Invalid($"Expected numeric value type for attribute '{condition.Key}'."),
        _ => throw InvalidKey(condition.Key, "'creation_time', 'last_update_time', 'name'"),
    };

    private static string Text(SqlText sql, string column, Condition condition) => condition.Value switch
    {
        Operand.Text text => Comparators.Text(sql, column, condition, text.Value),
        Operand.List list => Comparators.List(sql, column, condition, list.Values),
        _ => throw MlflowFault.Invalid($"Expected a quoted string value for '{condition.Key}' (e.g. 'my-value')."),
    };

    private static MlflowFault InvalidKey(string key, string valid) =>
        MlflowFault.Invalid($"Invalid attribute key '{key}' specified. Valid keys are '{{{valid}}}'");
}
