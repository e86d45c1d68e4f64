using ExperimentRunner.TrackingServer.Calls;
using ExperimentRunner.TrackingServer.Http;

namespace ExperimentRunner.TrackingServer.Search;

/// <summary>Says a search for runs in SQL; its rows are run ids.</summary>
internal static class RunSearch
{
    public static SqlText Sql(RequestFields fields, Page page)
    {
        var sql = new SqlText();
        var order = new RunOrder(sql, fields.Texts("order_by"));
        string filter = fields.Text("filter") ?? "";
        sql.Add($"SELECT r.run_uuid FROM runs AS r {order.Joins}");
        sql.Add($"WHERE {Experiments(sql, fields.Texts("experiment_ids"))} AND r.{ViewType.Condition(fields, "run_view_type")}");
        RunFilter.AddTo(sql, filter);
        sql.Add(order.OrderBy);
        return sql.Add($"LIMIT {sql.Value(page.Limit)} OFFSET {sql.Value(page.Offset)}");
    }

    /// <summary>One experiment is the rule; compared with =, its runs come in the order of the index.</summary>
    private static string Experiments(SqlText sql, IReadOnlyList<string> ids) => ids switch
    {
        [string only] => $"r.experiment_id = {sql.Value(ExperimentRow.Number(only))}",
        _ => $"r.experiment_id IN (SELECT CAST(value AS INTEGER) FROM json_each({sql.Value($"[{string.Join(',', ids.Select(ExperimentRow.Number))}]")}))",
    };
}
