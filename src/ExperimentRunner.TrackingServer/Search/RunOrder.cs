using System.Globalization;
using ExperimentRunner.TrackingServer.Http;

namespace ExperimentRunner.TrackingServer.Search;

/// <summary>
/// Says the order of runs in SQL: joins that bring the values to order by, and the terms. What has no value comes last in both
/// directions, NaN just before it.
/// </summary>
internal sealed class RunOrder
{
    private readonly List<string> joins = [];
    private readonly List<string> terms = [];

    public RunOrder(SqlText sql, IReadOnlyList<string> orderBy)
    {
        foreach (OrderClause clause in OrderClause.ParseAll(orderBy))
        {
            Add(sql, clause);
        }

        terms.Add("r.start_time DESC");
        terms.Add("r.run_uuid");
    }

    /// <summary>To follow <c>runs AS r</c>.</summary>
    public string Joins => string.Join('\n', joins);

    /// <summary>To follow the conditions.</summary>
    public string OrderBy => $"ORDER BY {string.Join(", ", terms.Distinct())}";

    private void Add(SqlText sql, OrderClause clause)
    {
        switch (RunColumns.EntityOf(clause.Entity))
        {
            case RunEntity.Attribute:
                Add(RunColumns.ForOrder(clause.Key), clause);
                break;
            case RunEntity.Metric:
                string metric = Join(sql, "latest_metrics", clause);
                terms.Add($"{metric}.is_nan ASC NULLS LAST");
                Add($"{metric}.value", clause);
                break;
            case RunEntity.Parameter:
                Add($"{Join(sql, "params", clause)}.value", clause);
                break;
            case RunEntity.Tag:
                Add($"{Join(sql, "tags", clause)}.value", clause);
                break;
            case RunEntity.Dataset:
                throw MlflowFault.Invalid("Invalid identifier type 'dataset'");
        }
    }

    // NULL is the least value in SQLite: descending, it is last already, and an index can serve.
    private void Add(string column, OrderClause clause) => terms.Add(clause.IsAscending ? $"{column} ASC NULLS LAST" : $"{column} DESC");

    private string Join(SqlText sql, string table, OrderClause clause)
    {
        string alias = string.Create(CultureInfo.InvariantCulture, $"o{joins.Count}");
        joins.Add($"LEFT JOIN {table} AS {alias} ON {alias}.run_uuid = r.run_uuid AND {alias}.key = {sql.Value(clause.Key)}");
        return alias;
    }
}
