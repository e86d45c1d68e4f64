using System.Globalization;
using Dapper;
using ExperimentRunner.TrackingServer.Answers;
using ExperimentRunner.TrackingServer.Http;
using ExperimentRunner.TrackingServer.Search;
using ExperimentRunner.TrackingServer.Storage;
using Microsoft.Data.Sqlite;

namespace ExperimentRunner.TrackingServer.Calls;

/// <summary>The calls under <c>experiments/</c> that make, change and find experiments.</summary>
internal sealed class ExperimentCalls(Database database, TimeProvider timeProvider)
{
    public Task<ExperimentIdEnvelope> CreateAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        string name = fields.RequiredText("name");
        Names.CheckLength("name", Limits.ExperimentName, name);
        string? location = fields.Text("artifact_location");
        if (location?.AsSpan().IndexOfAny('?', '#') >= 0)
        {
            throw MlflowFault.Invalid("'artifact_location' URL can't include fragments or params.");
        }

        IReadOnlyList<KeyValue> tags = TagCalls.Read(fields);
        return database.WriteAsync(connection => Create(connection, name, location, tags), cancellationToken);
    }

    public Task<ExperimentEnvelope> GetAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        string id = fields.RequiredText("experiment_id");
        return Task.FromResult(database.Read(connection => new ExperimentEnvelope(ExperimentRow.Find(connection, id).Answer(connection))));
    }

    public Task<ExperimentEnvelope> GetByNameAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        string name = fields.RequiredText("experiment_name");
        return Task.FromResult(database.Read(connection =>
        {
            ExperimentRow row = connection.QuerySingleOrDefault<ExperimentRow>($"SELECT {ExperimentRow.Columns} FROM experiments AS e WHERE e.name = @name", new { name })
                ?? throw MlflowFault.Unknown($"Could not find experiment with name '{name}'");
            return new ExperimentEnvelope(row.Answer(connection));
        }));
    }

    public Task<ExperimentsEnvelope> SearchAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        Page page = Page.Of(fields);
        var sql = new SqlText();
        sql.Add($"SELECT {ExperimentRow.Columns} FROM experiments AS e WHERE e.{ViewType.Condition(fields, "view_type")}");
        ExperimentQuery.AddFilter(sql, fields.Text("filter"));
        ExperimentQuery.AddOrder(sql, fields.Texts("order_by"));
        sql.Add($"LIMIT {sql.Value(page.Limit)} OFFSET {sql.Value(page.Offset)}");
        return Task.FromResult(database.Read(connection =>
        {
            ExperimentAnswer[] rows = [.. connection.Query<ExperimentRow>(sql.ToString(), sql.Parameters).Select(row => row.Answer(connection))];
            (IReadOnlyList<ExperimentAnswer>? hits, string? next) = page.Cut(rows);
            return new ExperimentsEnvelope(hits, next);
        }));
    }

    public Task<Nothing> UpdateAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        string id = fields.RequiredText("experiment_id");
        string name = fields.RequiredText("new_name");
        Names.CheckLength("name", Limits.ExperimentName, name);
        return database.WriteAsync(connection => Rename(connection, id, name), cancellationToken);
    }

    public Task<Nothing> DeleteAsync(RequestFields fields, CancellationToken cancellationToken) => MoveAsync(fields, "active", "deleted", cancellationToken);

    public Task<Nothing> RestoreAsync(RequestFields fields, CancellationToken cancellationToken) => MoveAsync(fields, "deleted", "active", cancellationToken);

    private ExperimentIdEnvelope Create(SqliteConnection connection, string name, string? location, IReadOnlyList<KeyValue> tags)
    {
        if (IsTaken(connection, name))
        {
            throw MlflowFault.Exists($"Experiment(name={name}) already exists.");
        }

        long id = connection.ExecuteScalar<long>(
            """
            INSERT INTO experiments (name, artifact_location, lifecycle_stage, creation_time, last_update_time)
            VALUES (@name, @location, 'active', @now, @now) RETURNING experiment_id
            """,
            new { name, location, now = Now() });
        connection.Execute("UPDATE experiments SET artifact_location = 'mlflow-artifacts:/' || experiment_id WHERE experiment_id = @id AND COALESCE(artifact_location, '') = ''", new { id });
        foreach (KeyValue tag in tags)
        {
            TagCalls.SetOnExperiment(connection, id, tag);
        }

        return new ExperimentIdEnvelope(id.ToString(CultureInfo.InvariantCulture));
    }

    private Nothing Rename(SqliteConnection connection, string id, string name)
    {
        ExperimentRow row = ExperimentRow.Find(connection, id);
        if (row.LifecycleStage != "active")
        {
            throw MlflowFault.InvalidState("Cannot rename a non-active experiment.");
        }

        if (row.Name != name && IsTaken(connection, name))
        {
            throw MlflowFault.BadRequest($"Experiment(name={name}) already exists.");
        }

        connection.Execute("UPDATE experiments SET name = @name, last_update_time = @now WHERE experiment_id = @Id", new { name, now = Now(), row.Id });
        return new Nothing();
    }

    private Task<Nothing> MoveAsync(RequestFields fields, string from, string to, CancellationToken cancellationToken)
    {
        string id = fields.RequiredText("experiment_id");
        return database.WriteAsync(
            connection =>
            {
                ExperimentRow row = ExperimentRow.Find(connection, id);
                if (row.LifecycleStage != from)
                {
                    throw ExperimentRow.Unknown(id);
                }

                long now = Now();
                connection.Execute("UPDATE experiments SET lifecycle_stage = @to, last_update_time = @now WHERE experiment_id = @Id", new { to, now, row.Id });
                connection.Execute(
                    "UPDATE runs SET lifecycle_stage = @to, deleted_time = @deleted WHERE experiment_id = @Id",
                    new { to, deleted = to == "deleted" ? now : (long?)null, row.Id });
                return new Nothing();
            },
            cancellationToken);
    }

    private static bool IsTaken(SqliteConnection connection, string name) =>
        connection.ExecuteScalar<long>("SELECT COUNT(*) FROM experiments WHERE name = @name", new { name }) > 0;

    private long Now() => timeProvider.GetUtcNow().ToUnixTimeMilliseconds();
}
