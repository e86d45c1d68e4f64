using Dapper;
using Microsoft.Data.Sqlite;

namespace ExperimentRunner.TrackingServer.Storage;

/// <summary>MLflow's own tables, so that the file can be opened by a real MLflow server, and one that such a server made by us.</summary>
internal static class Schema
{
    /// <summary>The Alembic version that MLflow 3.11.1 gives its tables.</summary>
    public const string Version = "c3d6457b6d8a";

    public static void Prepare(SqliteConnection connection, string path, TimeProvider timeProvider)
    {
        bool isNew = connection.ExecuteScalar<long>("SELECT COUNT(*) FROM sqlite_master WHERE name = 'alembic_version'") == 0;
        if (isNew)
        {
            Create(connection, timeProvider.GetUtcNow().ToUnixTimeMilliseconds());
            return;
        }

        string? version = connection.ExecuteScalar<string>("SELECT version_num FROM alembic_version");
        if (version != Version)
        {
            throw new InvalidDataException(
                $"{path}: holds MLflow tables of version {version}, and {Version} (MLflow 3.11) is needed. " +
                "Bring it there with `mlflow db upgrade`, or give another database file.");
        }
    }

    private static void Create(SqliteConnection connection, long now)
    {
        connection.Execute("BEGIN IMMEDIATE");
        connection.Execute(Script());
        connection.Execute("INSERT INTO alembic_version (version_num) VALUES (@Version)", new { Version });
        connection.Execute(
            """
            INSERT INTO experiments (experiment_id, name, artifact_location, lifecycle_stage, creation_time, last_update_time)
            VALUES (0, 'Default', 'mlflow-artifacts:/0', 'active', @now, @now)
            """,
            new { now });
        connection.Execute("COMMIT");
    }

    private static string Script()
    {
        using Stream script = typeof(Schema).Assembly.GetManifestResourceStream("schema.sql")!;
        using var reader = new StreamReader(script);
        return reader.ReadToEnd();
    }
}
