using ExperimentRunner.TrackingServer.Answers;
using ExperimentRunner.TrackingServer.Http;
using ExperimentRunner.TrackingServer.Storage;

namespace ExperimentRunner.TrackingServer.Calls;

/// <summary>The calls that set and take away tags of experiments and runs.</summary>
internal sealed class TagCalls(Database database)
{
    /// <summary>The tag whose value is the name of its run.</summary>
    public const string RunName = "mlflow.runName";

    /// <summary>A list of a request; MLflow checks no keys where things are made.</summary>
    public static IReadOnlyList<KeyValue> Read(RequestFields fields, string list = "tags") => [.. fields.Objects(list).Select(Pair)];

    public static KeyValue Pair(RequestFields fields) => new(fields.Text("key") ?? "", fields.Text("value") ?? "");

    /// <summary>As <see cref="Read"/>, with keys checked and values cut to what fits.</summary>
    public static IReadOnlyList<KeyValue> ReadChecked(RequestFields fields) => [.. fields.Objects("tags").Select(Checked)];

    public Task<Nothing> SetOnExperimentAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        string id = fields.RequiredText("experiment_id");
        var tag = new KeyValue(fields.RequiredText("key"), fields.Text("value") ?? "");
        Names.Check(tag.Key, fields, "key");
        Names.CheckLength("key", Limits.Key, tag.Key);
        Names.CheckLength("value", Limits.ExperimentTagValue, tag.Value);
        return database.WriteAsync(session => SetOnExperiment(session, ExperimentRow.FindActive(session, id).Id, tag), cancellationToken);
    }

    public Task<Nothing> DeleteFromExperimentAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        string id = fields.RequiredText("experiment_id");
        string key = fields.RequiredText("key");
        return database.WriteAsync(
            session => session.Execute("DELETE FROM experiment_tags WHERE experiment_id = ?1 AND key = ?2", ExperimentRow.FindActive(session, id).Id, key) == 1
                ? new Nothing()
                : throw MlflowFault.Unknown($"No tag with name: {key} in experiment with id {id}"),
            cancellationToken);
    }

    public Task<Nothing> SetOnRunAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        string id = RunRow.IdOf(fields);
        KeyValue tag = Checked(fields);
        return database.WriteAsync(
            session =>
            {
                SetOnRun(session, RunRow.FindActive(session, id).Id, tag);
                return new Nothing();
            },
            cancellationToken);
    }

    public Task<Nothing> DeleteFromRunAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        string id = RunRow.IdOf(fields);
        string key = fields.RequiredText("key");
        return database.WriteAsync(
            session => session.Execute("DELETE FROM tags WHERE run_uuid = ?1 AND key = ?2", RunRow.FindActive(session, id).Id, key) == 1
                ? new Nothing()
                : throw MlflowFault.Unknown($"No tag with name: {key} in run with id {id}"),
            cancellationToken);
    }

    public static Nothing SetOnExperiment(Session session, long id, KeyValue tag)
    {
        session.Execute(
            "INSERT INTO experiment_tags (key, value, experiment_id) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET value = excluded.value",
            tag.Key,
            tag.Value,
            id);
        return new Nothing();
    }

    public static void SetOnRun(Session session, string run, KeyValue tag)
    {
        session.Execute(
            "INSERT INTO tags (key, value, run_uuid) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET value = excluded.value", tag.Key, tag.Value, run);
        if (tag.Key == RunName)
        {
            session.Execute("UPDATE runs SET name = ?1 WHERE run_uuid = ?2", tag.Value, run);
        }
    }

    private static KeyValue Checked(RequestFields tag)
    {
        string key = tag.RequiredText("key");
        Names.Check(key, tag, "key");
        Names.CheckLength($"{tag.Path}key", Limits.Key, key);
        return new KeyValue(key, Names.Cut(tag.Text("value") ?? "", Limits.TagValue));
    }
}
