using ExperimentRunner.TrackingServer.Http;

namespace ExperimentRunner.TrackingServer.Search;

/// <summary>Which comparators go with which kind of value, and how SQL says them.</summary>
internal static class Comparators
{
    private static readonly IReadOnlyList<string> ForText = ["=", "!=", "LIKE", "ILIKE", "IN", "NOT IN"];
    private static readonly IReadOnlyList<string> ForNumbers = [">", ">=", "!=", "=", "<", "<="];

    public static string Number(SqlText sql, string column, Condition condition, double value)
    {
        Check(condition.Comparator, ForNumbers);
        return $"{column} {condition.Comparator} {sql.Value(value)}";
    }

    public static string Text(SqlText sql, string column, Condition condition, string value)
    {
        Check(condition.Comparator, ForText);
        return condition.Comparator == "ILIKE"
            ? $"LOWER({column}) LIKE LOWER({sql.Value(value)})"
            : $"{column} {condition.Comparator} {sql.Value(value)}";
    }

    public static string List(SqlText sql, string column, Condition condition, IReadOnlyList<string> values) =>
        $"{column} {condition.Comparator} {sql.List(values)}";

    private static void Check(string comparator, IReadOnlyList<string> valid)
    {
        if (!valid.Contains(comparator))
        {
            throw MlflowFault.Invalid($"Invalid comparator '{comparator}' not one of '{{{string.Join(", ", valid.Select(one => $"'{one}'"))}}}'");
        }
    }
}
