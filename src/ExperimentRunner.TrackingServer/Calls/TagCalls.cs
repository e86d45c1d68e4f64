using System.Globalization;
using Dapper;
using ExperimentRunner.TrackingServer.Answers;
using ExperimentRunner.TrackingServer.Http;
using ExperimentRunner.TrackingServer.Storage;
using Microsoft.Data.Sqlite;

namespace ExperimentRunner.TrackingServer.Calls;

/// <summary>The calls that set and take away tags of experiments and runs.</summary>
internal sealed class TagCalls(Database database)
{
    /// <summary>The tag whose value is the name of its run.</summary>
    public const string RunName = "mlflow.runName";

    /// <summary>The list <c>tags</c> of a request; MLflow checks no keys where things are made.</summary>
    public static IReadOnlyList<KeyValue> Read(RequestFields fields) =>
        [.. fields.Objects("tags").Select(tag => new KeyValue(tag.Text("key") ?? "", tag.Text("value") ?? ""))];

    /// <summary>As <see cref="Read"/>, with keys checked and values cut to what fits.</summary>
    public static IReadOnlyList<KeyValue> ReadChecked(RequestFields fields) =>
        [.. fields.Objects("tags").Select((tag, index) => Checked(tag, string.Create(CultureInfo.InvariantCulture, $"tags[{index}].")))];

    public Task<Nothing> SetOnExperimentAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        string id = fields.RequiredText("experiment_id");
        var tag = new KeyValue(fields.RequiredText("key"), fields.Text("value") ?? "");
        Names.Check(tag.Key, "key");
        Names.CheckLength("key", Limits.Key, tag.Key);
        Names.CheckLength("value", Limits.ExperimentTagValue, tag.Value);
        return database.WriteAsync(connection => SetOnExperiment(connection, ExperimentRow.FindActive(connection, id).Id, tag), cancellationToken);
    }

    public Task<Nothing> DeleteFromExperimentAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        string id = fields.RequiredText("experiment_id");
        string key = fields.RequiredText("key");
        return database.WriteAsync(
            connection =>
            {
                long experiment = ExperimentRow.FindActive(connection, id).Id;
                return connection.Execute("DELETE FROM experiment_tags WHERE experiment_id = @experiment AND key = @key", new { experiment, key }) == 1
                    ? new Nothing()
                    : throw MlflowFault.Unknown($"No tag with name: {key} in experiment with id {id}");
            },
            cancellationToken);
    }

    public Task<Nothing> SetOnRunAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        string id = RunRow.IdOf(fields);
        KeyValue tag = Checked(fields, "");
        return database.WriteAsync(
            connection =>
            {
                SetOnRun(connection, RunRow.FindActive(connection, id).Id, tag);
                return new Nothing();
            },
            cancellationToken);
    }

    public Task<Nothing> DeleteFromRunAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        string id = RunRow.IdOf(fields);
        string key = fields.RequiredText("key");
        return database.WriteAsync(
            connection =>
            {
                RunRow.FindActive(connection, id);
                return connection.Execute("DELETE FROM tags WHERE run_uuid = @id AND key = @key", new { id, key }) == 1
                    ? new Nothing()
                    : throw MlflowFault.Unknown($"No tag with name: {key} in run with id {id}");
            },
            cancellationToken);
    }

    public static Nothing SetOnExperiment(SqliteConnection connection, long id, KeyValue tag)
    {
        connection.Execute(
            "INSERT INTO experiment_tags (key, value, experiment_id) VALUES (@Key, @Value, @id) ON CONFLICT DO UPDATE SET value = excluded.value",
            new { tag.Key, tag.Value, id });
        return new Nothing();
    }

    public static void SetOnRun(SqliteConnection connection, string run, KeyValue tag)
    {
        connection.Execute(
            "INSERT INTO tags (key, value, run_uuid) VALUES (@Key, @Value, @run) ON CONFLICT DO UPDATE SET value = excluded.value",
            new { tag.Key, tag.Value, run });
        if (tag.Key == RunName)
        {
            connection.Execute("UPDATE runs SET name = @Value WHERE run_uuid = @run", new { tag.Value, run });
        }
    }

    private static KeyValue Checked(RequestFields tag, string path)
    {
        string key = tag.RequiredText("key");
        Names.Check(key, $"{path}key");
        Names.CheckLength($"{path}key", Limits.Key, key);
        return new KeyValue(key, Names.Cut(tag.Text("value") ?? "", Limits.TagValue));
    }
}
