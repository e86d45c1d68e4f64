namespace ExperimentRunner.TrackingServer.Search;

/// <summary>Says the order of runs in SQL. What has no value comes last in both directions, NaN just before it.</summary>
internal static class RunOrder
{
    public static void AddTo(SqlText sql, IReadOnlyList<string> orderBy)
    {
        IEnumerable<string> wanted = orderBy.Select(text => Term(sql, OrderClause.Parse(text)));
        sql.Add($"ORDER BY {string.Join(", ", wanted.Append("r.start_time DESC").Append("r.run_uuid"))}");
    }

    private static string Term(SqlText sql, OrderClause clause) => RunColumns.EntityOf(clause.Entity) switch
    {
        RunEntity.Attribute => Plain(RunColumns.ForOrder(clause.Key), clause),
        RunEntity.Metric => $"{Stored(sql, "latest_metrics", "is_nan", clause)} IS NULL, {Stored(sql, "latest_metrics", "is_nan", clause)}, {Stored(sql, "latest_metrics", "value", clause)} {clause.Direction}",
        RunEntity.Parameter => Plain(Stored(sql, "params", "value", clause), clause),
        RunEntity.Tag => Plain(Stored(sql, "tags", "value", clause), clause),
    };

    private static string Plain(string expression, OrderClause clause) => $"{expression} IS NULL, {expression} {clause.Direction}";

    private static string Stored(SqlText sql, string table, string column, OrderClause clause) =>
        $"(SELECT s.{column} FROM {table} AS s WHERE s.run_uuid = r.run_uuid AND s.key = {sql.Value(clause.Key)})";
}
