using Dapper;
using ExperimentRunner.TrackingServer.Answers;
using ExperimentRunner.TrackingServer.Http;
using ExperimentRunner.TrackingServer.Search;
using ExperimentRunner.TrackingServer.Storage;
using Microsoft.Data.Sqlite;

namespace ExperimentRunner.TrackingServer.Calls;

/// <summary>The calls under <c>runs/</c> that make, change and find runs.</summary>
internal sealed class RunCalls(Database database, TimeProvider timeProvider)
{
    private const long HitsByDefault = 1000;

    public Task<RunEnvelope> CreateAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        string experiment = fields.Text("experiment_id") ?? "";
        if (experiment.Length == 0)
        {
            throw MlflowFault.BadRequest("A run needs an experiment_id.");
        }

        IReadOnlyList<KeyValue> tags = TagCalls.Read(fields);
        if (tags.GroupBy(tag => tag.Key).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw MlflowFault.BadRequest($"The tag '{twice.Key}' was given more than once.");
        }

        string name = Name(fields, tags);
        long start = fields.Integer("start_time") ?? 0;
        string user = fields.Text("user_id") ?? "";
        return database.WriteAsync(connection => Create(connection, experiment, name, start, user, tags), cancellationToken);
    }

    public Task<RunEnvelope> GetAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        string id = RunRow.IdOf(fields);
        return Task.FromResult(database.Read(connection => new RunEnvelope(RunReader.Read(connection, [RunRow.Find(connection, id)])[0])));
    }

    public Task<RunInfoEnvelope> UpdateAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        string id = RunRow.IdOf(fields);
        string? status = RunStatus.Of(fields);
        long? end = fields.Integer("end_time");
        string? name = fields.Text("run_name");
        return database.WriteAsync(
            connection =>
            {
                RunRow.FindActive(connection, id);
                connection.Execute("UPDATE runs SET status = COALESCE(@status, status), end_time = COALESCE(@end, end_time) WHERE run_uuid = @id", new { id, status, end });
                if (!string.IsNullOrEmpty(name))
                {
                    TagCalls.SetOnRun(connection, id, new KeyValue(TagCalls.RunName, name));
                }

                return new RunInfoEnvelope(RunRow.Find(connection, id).Info());
            },
            cancellationToken);
    }

    public Task<RunsEnvelope> SearchAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        Page page = Page.Of(fields, HitsByDefault);
        var sql = new SqlText();
        sql.Add($"SELECT {RunRow.Columns} FROM runs AS r WHERE r.{ViewType.Condition(fields, "run_view_type")}");
        sql.Add($"AND r.experiment_id IN {sql.List(fields.Texts("experiment_ids"))}");
        RunFilter.AddTo(sql, fields.Text("filter"));
        RunOrder.AddTo(sql, fields.Texts("order_by"));
        sql.Add($"LIMIT {sql.Value(page.Limit)} OFFSET {sql.Value(page.Offset)}");
        return Task.FromResult(database.Read(connection =>
        {
            (IReadOnlyList<RunRow>? rows, string? next) = page.Cut<RunRow>([.. connection.Query<RunRow>(sql.ToString(), sql.Parameters)]);
            return new RunsEnvelope(rows is null ? null : RunReader.Read(connection, rows), next);
        }));
    }

    public Task<Nothing> DeleteAsync(RequestFields fields, CancellationToken cancellationToken) => MoveAsync(fields, "deleted", cancellationToken);

    public Task<Nothing> RestoreAsync(RequestFields fields, CancellationToken cancellationToken) => MoveAsync(fields, "active", cancellationToken);

    private static string Name(RequestFields fields, IReadOnlyList<KeyValue> tags)
    {
        string? given = fields.Text("run_name");
        string? tagged = tags.FirstOrDefault(tag => tag.Key == TagCalls.RunName)?.Value;
        if (!string.IsNullOrEmpty(given) && !string.IsNullOrEmpty(tagged) && given != tagged)
        {
            throw MlflowFault.Invalid(
                $"Both 'run_name' argument and 'mlflow.runName' tag are specified, but with different values (run_name='{given}', mlflow.runName='{tagged}').");
        }

        return string.IsNullOrEmpty(given) ? string.IsNullOrEmpty(tagged) ? RunName.Random() : tagged : given;
    }

    private static RunEnvelope Create(SqliteConnection connection, string experiment, string name, long start, string user, IReadOnlyList<KeyValue> tags)
    {
        ExperimentRow row = ExperimentRow.FindActive(connection, experiment);
        string id = Guid.NewGuid().ToString("N");
        connection.Execute(
            """
            INSERT INTO runs (run_uuid, name, source_type, source_name, entry_point_name, user_id, status, start_time, source_version,
                lifecycle_stage, artifact_uri, experiment_id)
            VALUES (@id, @name, 'UNKNOWN', '', '', @user, 'RUNNING', @start, '', 'active', @uri, @Id)
            """,
            new { id, name, user, start, uri = $"{row.ArtifactLocation.TrimEnd('/')}/{id}/artifacts", row.Id });
        foreach (KeyValue tag in tags.Any(tag => tag.Key == TagCalls.RunName) ? tags : tags.Append(new KeyValue(TagCalls.RunName, name)))
        {
            TagCalls.SetOnRun(connection, id, tag);
        }

        return new RunEnvelope(RunReader.Read(connection, [RunRow.Find(connection, id)])[0] with { Outputs = null });
    }

    private Task<Nothing> MoveAsync(RequestFields fields, string stage, CancellationToken cancellationToken)
    {
        string id = RunRow.IdOf(fields);
        long? deleted = stage == "deleted" ? timeProvider.GetUtcNow().ToUnixTimeMilliseconds() : null;
        return database.WriteAsync(
            connection =>
            {
                RunRow.Find(connection, id);
                connection.Execute("UPDATE runs SET lifecycle_stage = @stage, deleted_time = @deleted WHERE run_uuid = @id", new { id, stage, deleted });
                return new Nothing();
            },
            cancellationToken);
    }
}
