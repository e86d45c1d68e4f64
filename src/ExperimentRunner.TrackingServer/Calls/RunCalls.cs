using ExperimentRunner.TrackingServer.Answers;
using ExperimentRunner.TrackingServer.Http;
using ExperimentRunner.TrackingServer.Search;
using ExperimentRunner.TrackingServer.Storage;

namespace ExperimentRunner.TrackingServer.Calls;

/// <summary>The calls under <c>runs/</c> that make, change and find runs.</summary>
internal sealed class RunCalls(Database database, TimeProvider timeProvider)
{
    private const long HitsByDefault = 1000;

    public Task<RunEnvelope> CreateAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        string experiment = fields.Text("experiment_id") ?? "";
        long start = fields.Integer("start_time") ?? 0;
        string? given = fields.Text("run_name");
        string user = fields.Text("user_id") ?? "";
        if (experiment.Length == 0)
        {
            throw MlflowFault.BadRequest("A run needs an experiment_id.");
        }

        IReadOnlyList<KeyValue> tags = TagCalls.Read(fields);
        var known = new HashSet<string>(StringComparer.Ordinal);
        if (tags.FirstOrDefault(tag => !known.Add(tag.Key)) is { } twice)
        {
            throw MlflowFault.BadRequest($"The tag '{twice.Key}' was given more than once.");
        }

        string name = RunName.Of(given, tags);
        return database.WriteAsync(session => Create(session, experiment, name, start, user, tags), cancellationToken);
    }

    public Task<RunEnvelope> GetAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        string id = RunRow.IdOf(fields);
        return database.ReadAsync(session => new RunEnvelope(RunReader.Read(session, RunRow.Find(session, id))), cancellationToken);
    }

    public Task<RunInfoEnvelope> UpdateAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        string id = RunRow.IdOf(fields);
        string? status = RunStatus.Of(fields);
        long? end = fields.Integer("end_time");
        string? name = fields.Text("run_name");
        return database.WriteAsync(
            session =>
            {
                RunRow.FindActive(session, id);
                session.Execute("UPDATE runs SET status = COALESCE(?2, status), end_time = COALESCE(?3, end_time) WHERE run_uuid = ?1", id, status, end);
                if (!string.IsNullOrEmpty(name))
                {
                    TagCalls.SetOnRun(session, id, new KeyValue(TagCalls.RunName, name));
                }

                return new RunInfoEnvelope(RunRow.Find(session, id).Info());
            },
            cancellationToken);
    }

    public Task<FoundRuns> SearchAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        Page page = Page.Of(fields, HitsByDefault);
        SqlText sql = RunSearch.Sql(fields, page);
        return database.ReadAsync(
            session =>
            {
                (IReadOnlyList<string>? ids, string? next) = page.Cut(session.Query(sql.ToString(), row => row.Text(0), sql.Values));
                return new FoundRuns(database, ids ?? [], next);
            },
            cancellationToken);
    }

    public Task<Nothing> DeleteAsync(RequestFields fields, CancellationToken cancellationToken) => MoveAsync(fields, "deleted", cancellationToken);

    public Task<Nothing> RestoreAsync(RequestFields fields, CancellationToken cancellationToken) => MoveAsync(fields, "active", cancellationToken);

    private static RunEnvelope Create(Session session, string experiment, string name, long start, string user, IReadOnlyList<KeyValue> tags)
    {
        ExperimentRow row = ExperimentRow.FindActive(session, experiment);
        string id = Guid.NewGuid().ToString("N");
        session.Execute(
            """
            INSERT INTO runs (run_uuid, name, source_type, source_name, entry_point_name, user_id, status, start_time, source_version,
                lifecycle_stage, artifact_uri, experiment_id)
            VALUES (?1, ?2, 'UNKNOWN', '', '', ?3, 'RUNNING', ?4, '', 'active', ?5, ?6)
            """,
            id,
            name,
            user,
            start,
            $"{row.ArtifactLocation.TrimEnd('/')}/{id}/artifacts",
            row.Id);
        foreach (KeyValue tag in tags.Any(tag => tag.Key == TagCalls.RunName) ? tags : tags.Append(new KeyValue(TagCalls.RunName, name)))
        {
            TagCalls.SetOnRun(session, id, tag);
        }

        return new RunEnvelope(RunReader.Read(session, RunRow.Find(session, id)) with { Outputs = null });
    }

    private Task<Nothing> MoveAsync(RequestFields fields, string stage, CancellationToken cancellationToken)
    {
        string id = RunRow.IdOf(fields);
        long? deleted = stage == "deleted" ? timeProvider.GetUtcNow().ToUnixTimeMilliseconds() : null;
        return database.WriteAsync(
            session =>
            {
                session.Execute("UPDATE runs SET lifecycle_stage = ?2, deleted_time = ?3 WHERE run_uuid = ?1", RunRow.Find(session, id).Id, stage, deleted);
                return new Nothing();
            },
            cancellationToken);
    }
}
