using ExperimentRunner.TrackingServer.Http;

namespace ExperimentRunner.TrackingServer.Search;

/// <summary>Which comparators go with which kind of value, and how SQL says them.</summary>
internal static class Comparators
{
    /// <summary>Of names, states and the like.</summary>
    public static readonly IReadOnlyList<string> ForAttributes = ["!=", "=", "ILIKE", "IN", "LIKE", "NOT IN"];

    /// <summary>Of parameters and tags.</summary>
    public static readonly IReadOnlyList<string> ForText = ["!=", "=", "ILIKE", "LIKE"];

    public static readonly IReadOnlyList<string> ForNumbers = ["!=", "<", "<=", "=", ">", ">="];

    public static string Number(SqlText sql, string column, Condition condition, double value)
    {
        Check(condition.Comparator, ForNumbers);
        return $"{column} {condition.Comparator} {sql.Value(value)}";
    }

    public static string Text(SqlText sql, string column, Condition condition, string value, IReadOnlyList<string> valid)
    {
        Check(condition.Comparator, valid);
        return condition.Comparator switch
        {
            "ILIKE" => $"LOWER({column}) LIKE LOWER({sql.Value(value)})",

            // A text is no list; as a list of its letters, which Python would make of it, it would find nothing either.
            "IN" or "NOT IN" => $"{column} {condition.Comparator} {sql.List([value])}",
            _ => $"{column} {condition.Comparator} {sql.Value(value)}",
        };
    }

    public static string List(SqlText sql, string column, Condition condition, Operand.List list, IReadOnlyList<string> valid)
    {
        if (!list.IsWellFormed)
        {
            throw MlflowFault.Invalid(list.Source.Trim('(', ')', ' ').Length == 0
                ? "While parsing a list in the query, expected a non-empty list of string values, but got empty list"
                : $"While parsing a list in the query, expected string value, punctuation, or whitespace, but got different type in list: {list.Source}");
        }

        Check(condition.Comparator, valid);
        return condition.Comparator is "IN" or "NOT IN"
            ? $"{column} {condition.Comparator} {sql.List(list.Values)}"
            : throw MlflowFault.Invalid($"Invalid comparator '{condition.Comparator}' for a list; use IN or NOT IN.");
    }

    private static void Check(string comparator, IReadOnlyList<string> valid)
    {
        if (!valid.Contains(comparator))
        {
            throw MlflowFault.Invalid($"Invalid comparator '{comparator}' not one of '{{{string.Join(", ", valid.Select(one => $"'{one}'"))}}}'");
        }
    }
}
