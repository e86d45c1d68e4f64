using System.Buffers;
using ExperimentRunner.TrackingServer.Answers;
using ExperimentRunner.TrackingServer.Http;
using ExperimentRunner.TrackingServer.Search;
using ExperimentRunner.TrackingServer.Storage;

namespace ExperimentRunner.TrackingServer.Calls;

/// <summary>The calls under <c>logged-models</c>.</summary>
internal sealed class LoggedModelCalls(Database database, TimeProvider timeProvider)
{
    private static readonly SearchValues<char> BadCharacters = SearchValues.Create("/:.%\"'");

    public Task<LoggedModelEnvelope> CreateAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        string experiment = fields.RequiredText("experiment_id");
        string? name = fields.Text("name");
        string type = fields.Text("model_type") ?? "";
        string run = fields.Text("source_run_id") ?? "";
        IReadOnlyList<KeyValue> parameters = TagCalls.Read(fields, "params");
        IReadOnlyList<KeyValue> tags = TagCalls.Read(fields);
        if (name?.AsSpan().IndexOfAny(BadCharacters) >= 0)
        {
            throw MlflowFault.Invalid(
                $"Invalid model name ('{name}') provided. Model name must be a non-empty string and cannot contain the following characters: ('/', ':', '.', '%', '\"', \"'\")");
        }

        return database.WriteAsync(
            session =>
            {
                string id = Create(session, ExperimentRow.FindActive(session, experiment), string.IsNullOrEmpty(name) ? RunName.Random() : name, type, run);
                LoggedModelRow row = LoggedModelRow.Find(session, id);
                AddAll(session, row, parameters, tags);
                return new LoggedModelEnvelope(row.Answer(session));
            },
            cancellationToken);
    }

    public Task<LoggedModelEnvelope> GetAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        bool isDeletedWelcome = string.Equals(fields.Text("allow_deleted"), "true", StringComparison.OrdinalIgnoreCase);
        return database.ReadAsync(session => new LoggedModelEnvelope(LoggedModelRow.Find(session, LoggedModelRow.IdOf(fields), isDeletedWelcome).Answer(session)), cancellationToken);
    }

    /// <summary>Says that a model is complete, or that it has failed.</summary>
    public Task<LoggedModelEnvelope> FinalizeAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        string id = fields.RequiredText("model_id");
        long status = LoggedModelStatus.Read(fields);
        return database.WriteAsync(
            session =>
            {
                LoggedModelRow.Find(session, id);
                session.Execute("UPDATE logged_models SET status = ?2, last_updated_timestamp_ms = ?3 WHERE model_id = ?1", id, status, Now());
                return new LoggedModelEnvelope(LoggedModelRow.Find(session, id).Answer(session));
            },
            cancellationToken);
    }

    public Task<Nothing> DeleteAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        string id = LoggedModelRow.IdOf(fields);
        return database.WriteAsync(
            session =>
            {
                LoggedModelRow.Find(session, id);
                session.Execute("UPDATE logged_models SET lifecycle_stage = 'deleted', last_updated_timestamp_ms = ?2 WHERE model_id = ?1", id, Now());
                return new Nothing();
            },
            cancellationToken);
    }

    public Task<Nothing> SetTagsAsync(RequestFields fields, CancellationToken cancellationToken) => AddAsync(LoggedModelRow.IdOf(fields), [], TagCalls.Read(fields), cancellationToken);

    public Task<Nothing> LogParametersAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        fields.RequiredText("model_id");
        return AddAsync(LoggedModelRow.IdOf(fields), TagCalls.Read(fields, "params"), [], cancellationToken);
    }

    public Task<Nothing> DeleteTagAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        string id = LoggedModelRow.IdOf(fields);
        string key = fields.Route["tag_key"];
        return database.WriteAsync(
            session => session.Execute("DELETE FROM logged_model_tags WHERE model_id = ?1 AND tag_key = ?2", LoggedModelRow.Find(session, id).Id, key) == 1
                ? new Nothing()
                : throw MlflowFault.Unknown($"No tag with key '{key}' found for model with ID '{id}'."),
            cancellationToken);
    }

    public Task<LoggedModelsEnvelope> SearchAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        (SqlText sql, LoggedModelPage page) = LoggedModelSearch.Sql(fields);
        return database.ReadAsync(
            session =>
            {
                List<LoggedModelRow> rows = session.Query(sql.ToString(), LoggedModelRow.Read, sql.Values);
                LoggedModel[] models = [.. rows.Take(page.MaxResults).Select(row => row.Answer(session))];
                return new LoggedModelsEnvelope(models.Length == 0 ? null : models, rows.Count > page.MaxResults ? page.Next() : null);
            },
            cancellationToken);
    }

    private string Create(Session session, ExperimentRow experiment, string name, string type, string run)
    {
        string id = $"m-{Guid.NewGuid():N}";
        session.Execute(
            """
            INSERT INTO logged_models (model_id, experiment_id, name, artifact_location, creation_timestamp_ms, last_updated_timestamp_ms, status,
                lifecycle_stage, model_type, source_run_id)
            VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6, 'active', ?7, ?8)
            """,
            id,
            experiment.Id,
            name,
            $"{experiment.ArtifactLocation.TrimEnd('/')}/models/{id}/artifacts",
            Now(),
            LoggedModelStatus.Pending,
            type,
            run);
        return id;
    }

    private Task<Nothing> AddAsync(string id, IReadOnlyList<KeyValue> parameters, IReadOnlyList<KeyValue> tags, CancellationToken cancellationToken) => database.WriteAsync(
        session =>
        {
            AddAll(session, LoggedModelRow.Find(session, id), parameters, tags);
            return new Nothing();
        },
        cancellationToken);

    private static void AddAll(Session session, LoggedModelRow row, IReadOnlyList<KeyValue> parameters, IReadOnlyList<KeyValue> tags)
    {
        foreach (KeyValue parameter in parameters)
        {
            LoggedModelTable.AddParameter(session, row, parameter);
        }

        foreach (KeyValue tag in tags)
        {
            LoggedModelTable.SetTag(session, row, tag);
        }
    }

    private long Now() => timeProvider.GetUtcNow().ToUnixTimeMilliseconds();
}
