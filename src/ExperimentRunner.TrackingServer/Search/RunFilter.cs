using ExperimentRunner.TrackingServer.Http;

namespace ExperimentRunner.TrackingServer.Search;

/// <summary>Says a filter for runs in SQL, over <c>runs AS r</c>.</summary>
internal static class RunFilter
{
    public static void AddTo(SqlText sql, string? filter)
    {
        foreach (Condition condition in FilterParser.Parse(filter))
        {
            sql.Add($"AND {Clause(sql, condition)}");
        }
    }

    private static string Clause(SqlText sql, Condition condition) => RunColumns.EntityOf(condition.Entity) switch
    {
        RunEntity.Metric => Stored(sql, "latest_metrics", condition, Metric(sql, condition)),
        RunEntity.Parameter => Stored(sql, "params", condition, Text(sql, "s.value", condition, "parameter")),
        RunEntity.Tag => Stored(sql, "tags", condition, Text(sql, "s.value", condition, "tag")),
        RunEntity.Attribute => Attribute(sql, condition),
    };

    private static string Stored(SqlText sql, string table, Condition condition, string comparison)
    {
        string there = $"EXISTS (SELECT 1 FROM {table} AS s WHERE s.run_uuid = r.run_uuid AND s.key = {sql.Value(condition.Key)}{comparison})";
        return condition.Comparator == "IS NULL" ? $"NOT {there}" : there;
    }

    private static string Metric(SqlText sql, Condition condition) => condition.Value switch
    {
        Operand.Null => "",
        Operand.Number number => $" AND {Comparators.Number(sql, "s.value", condition, number.Value)}",
        Operand.Text text => throw MlflowFault.Invalid($"Expected numeric value type for metric. Found '{text.Value}'"),
        Operand.Unquoted word => throw MlflowFault.Invalid($"Expected numeric value type for metric. Found {word.Source}"),
        Operand.List => throw MlflowFault.Invalid("Expected numeric value type for metric. Found a list"),
        _ => throw new InvalidOperationException($"{condition.Value} is no operand."),
    };

    private static string Text(SqlText sql, string column, Condition condition, string what) => condition.Value switch
    {
        Operand.Null => "",
        Operand.Text text => $" AND {Comparators.Text(sql, column, condition, text.Value)}",
        Operand.Number number => throw MlflowFault.Invalid($"Expected a quoted string value for {what} (e.g. 'my-value'). Got value {number.Source}"),
        Operand.Unquoted word => throw Unquoted(word),
        Operand.List => throw OnlyRunId(),
        _ => throw new InvalidOperationException($"{condition.Value} is no operand."),
    };

    private static string Attribute(SqlText sql, Condition condition)
    {
        string column = RunColumns.ForFilter(condition.Key);
        return condition.Value switch
        {
            Operand.Null => $"{column} {condition.Comparator}",
            Operand.Number number when RunColumns.IsNumber(column) => Comparators.Number(sql, column, condition, number.Value),
            Operand.Text text when !RunColumns.IsNumber(column) => Comparators.Text(sql, column, condition, text.Value),
            Operand.List list when column == RunColumns.RunId => Comparators.List(sql, column, condition, list.Values),
            Operand.List => throw OnlyRunId(),
            Operand.Unquoted word => throw Unquoted(word),
            Operand.Text text => throw MlflowFault.Invalid($"Expected numeric value type for attribute '{condition.Key}'. Found '{text.Value}'"),
            Operand.Number number => throw MlflowFault.Invalid($"Expected a quoted string value for attribute (e.g. 'my-value'). Got value {number.Source}"),
            _ => throw new InvalidOperationException($"{condition.Value} is no operand."),
        };
    }

    private static MlflowFault Unquoted(Operand.Unquoted word) => MlflowFault.Invalid(
        $"Parameter value is either not quoted or unidentified quote types used for string value {word.Source}. Use either single or double quotes.");

    private static MlflowFault OnlyRunId() =>
        MlflowFault.Invalid("Only the 'run_id' attribute supports comparison with a list of quoted string values.");
}
