using System.Globalization;
using ExperimentRunner.TrackingServer.Answers;
using ExperimentRunner.TrackingServer.Http;
using ExperimentRunner.TrackingServer.Search;
using ExperimentRunner.TrackingServer.Storage;

namespace ExperimentRunner.TrackingServer.Calls;

/// <summary>The calls under <c>experiments/</c> that make, change and find experiments.</summary>
internal sealed class ExperimentCalls(Database database, TimeProvider timeProvider)
{
    public Task<ExperimentIdEnvelope> CreateAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        string name = fields.RequiredText("name");
        string? location = ArtifactLocation.Read(fields);
        IReadOnlyList<KeyValue> tags = TagCalls.Read(fields);
        Names.CheckLength("name", Limits.ExperimentName, name);
        return database.WriteAsync(session => Create(session, name, location, tags), cancellationToken);
    }

    public Task<ExperimentEnvelope> GetAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        string id = fields.RequiredText("experiment_id");
        return database.ReadAsync(session => new ExperimentEnvelope(ExperimentRow.Find(session, id).Answer(session)), cancellationToken);
    }

    public Task<ExperimentEnvelope> GetByNameAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        string name = fields.RequiredText("experiment_name");
        return database.ReadAsync(
            session => new ExperimentEnvelope((ExperimentRow.FindByName(session, name) ?? throw MlflowFault.Unknown($"Could not find experiment with name '{name}'")).Answer(session)),
            cancellationToken);
    }

    public Task<ExperimentsEnvelope> SearchAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        Page page = Page.Of(fields);
        var sql = new SqlText();
        sql.Add($"SELECT {ExperimentRow.Columns} FROM experiments AS e WHERE e.workspace = 'default' AND e.{ViewType.Condition(fields, "view_type")}");
        ExperimentQuery.AddFilter(sql, fields.Text("filter"));
        ExperimentQuery.AddOrder(sql, fields.Texts("order_by"));
        sql.Add($"LIMIT {sql.Value(page.Limit)} OFFSET {sql.Value(page.Offset)}");
        return database.ReadAsync(
            session =>
            {
                List<ExperimentAnswer> rows = [.. session.Query(sql.ToString(), ExperimentRow.Read, sql.Values).Select(row => row.Answer(session))];
                (IReadOnlyList<ExperimentAnswer>? hits, string? next) = page.Cut(rows);
                return new ExperimentsEnvelope(hits, next);
            },
            cancellationToken);
    }

    public Task<Nothing> UpdateAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        string id = fields.RequiredText("experiment_id");
        string name = fields.RequiredText("new_name");
        Names.CheckLength("name", Limits.ExperimentName, name);
        return database.WriteAsync(session => Rename(session, id, name), cancellationToken);
    }

    public Task<Nothing> DeleteAsync(RequestFields fields, CancellationToken cancellationToken) => MoveAsync(fields, "active", "deleted", cancellationToken);

    public Task<Nothing> RestoreAsync(RequestFields fields, CancellationToken cancellationToken) => MoveAsync(fields, "deleted", "active", cancellationToken);

    private ExperimentIdEnvelope Create(Session session, string name, string? location, IReadOnlyList<KeyValue> tags)
    {
        if (ExperimentRow.FindByName(session, name) is not null)
        {
            throw MlflowFault.Exists($"Experiment(name={name}) already exists.");
        }

        long id = session.First(
            """
            INSERT INTO experiments (name, artifact_location, lifecycle_stage, creation_time, last_update_time)
            VALUES (?1, ?2, 'active', ?3, ?3) RETURNING experiment_id
            """,
            row => row.Integer(0),
            name,
            location,
            Now());
        session.Execute("UPDATE experiments SET artifact_location = 'mlflow-artifacts:/' || experiment_id WHERE experiment_id = ?1 AND COALESCE(artifact_location, '') = ''", id);
        foreach (KeyValue tag in tags)
        {
            TagCalls.SetOnExperiment(session, id, tag);
        }

        return new ExperimentIdEnvelope(id.ToString(CultureInfo.InvariantCulture));
    }

    private Nothing Rename(Session session, string id, string name)
    {
        ExperimentRow row = ExperimentRow.Find(session, id);
        if (row.LifecycleStage != "active")
        {
            throw MlflowFault.InvalidState("Cannot rename a non-active experiment.");
        }

        if (row.Name != name && ExperimentRow.FindByName(session, name) is not null)
        {
            throw MlflowFault.BadRequest($"Experiment(name={name}) already exists.");
        }

        session.Execute("UPDATE experiments SET name = ?1, last_update_time = ?2 WHERE experiment_id = ?3", name, Now(), row.Id);
        return new Nothing();
    }

    private Task<Nothing> MoveAsync(RequestFields fields, string from, string to, CancellationToken cancellationToken)
    {
        string id = fields.RequiredText("experiment_id");
        return database.WriteAsync(
            session =>
            {
                ExperimentRow row = ExperimentRow.Find(session, id);
                if (row.LifecycleStage != from)
                {
                    throw ExperimentRow.Unknown(id);
                }

                long now = Now();
                session.Execute("UPDATE experiments SET lifecycle_stage = ?1, last_update_time = ?2 WHERE experiment_id = ?3", to, now, row.Id);
                session.Execute("UPDATE runs SET lifecycle_stage = ?1, deleted_time = ?2 WHERE experiment_id = ?3", to, to == "deleted" ? now : (long?)null, row.Id);
                return new Nothing();
            },
            cancellationToken);
    }

    private long Now() => timeProvider.GetUtcNow().ToUnixTimeMilliseconds();
}
