using ExperimentRunner.TrackingServer.Http;

namespace ExperimentRunner.TrackingServer.Search;

/// <summary>Says filter and order of experiments in SQL, over <c>experiments AS e</c>.</summary>
internal static class ExperimentQuery
{
    public static void AddFilter(SqlText sql, string? filter)
    {
        foreach (Condition condition in FilterParser.Parse(filter, quote: ""))
        {
            sql.Add($"AND {(IsTag(condition.Entity) ? Tag(sql, condition) : Attribute(sql, condition))}");
        }
    }

    public static void AddOrder(SqlText sql, IReadOnlyList<string> orderBy)
    {
        List<string> order = [.. OrderClause.ParseAll(orderBy.Count == 0 ? ["creation_time DESC", "experiment_id ASC"] : orderBy).Select(Term)];
        if (!order.Exists(term => term.StartsWith("e.experiment_id ", StringComparison.Ordinal)))
        {
            order.Add("e.experiment_id DESC");
        }

        sql.Add($"ORDER BY {string.Join(", ", order)}");
    }

    private static string Term(OrderClause clause) => IsTag(clause.Entity)
        ? throw MlflowFault.Invalid("Invalid order_by entity: tag")
        : clause.Key switch
        {
            "name" or "experiment_id" or "creation_time" or "last_update_time" => $"e.{clause.Key} {clause.Direction}",
            _ => throw InvalidKey(clause.Key, "'creation_time', 'experiment_id', 'last_update_time', 'name'"),
        };

    private static bool IsTag(string? entity) => entity switch
    {
        "tag" or "tags" => true,
        null or "attribute" or "attributes" => false,
        _ => throw MlflowFault.Invalid($"Invalid entity type '{entity}'. Valid entity types are ('attribute', 'tag', 'tags')"),
    };

    private static string Tag(SqlText sql, Condition condition)
    {
        string key = sql.Value(condition.Key);
        string comparison = condition.Value is Operand.Null ? "" : $" AND {Comparators.Text(sql, "t.value", condition, Operands.Text(condition.Value, "tag"), Comparators.ForText)}";
        return $"{(condition.Comparator == "IS NULL" ? "NOT " : "")}EXISTS (SELECT 1 FROM experiment_tags AS t WHERE t.experiment_id = e.experiment_id AND t.key = {key}{comparison})";
    }

    private static string Attribute(SqlText sql, Condition condition) => (condition.Key, condition.Value) switch
    {
        ("name" or "creation_time" or "last_update_time", Operand.Null) => $"e.{condition.Key} {condition.Comparator}",
        ("name", var value) => Comparators.Text(sql, "e.name", condition, Operands.TextOfAttribute(value), Comparators.ForAttributes),
        ("creation_time" or "last_update_time", var value) => Comparators.Number(sql, $"e.{condition.Key}", condition, Operands.NumberOfAttribute(value, condition.Key)),
        _ => throw InvalidKey(condition.Key, "'creation_time', 'last_update_time', 'name'"),
    };

    private static MlflowFault InvalidKey(string key, string valid) =>
        MlflowFault.Invalid($"Invalid attribute key '{key}' specified. Valid keys are '{{{valid}}}'");
}
