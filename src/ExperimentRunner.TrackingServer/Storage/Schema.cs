using Microsoft.Data.Sqlite;

namespace ExperimentRunner.TrackingServer.Storage;

/// <summary>MLflow's own tables, so that the file can be opened by a real MLflow server, and one that such a server made by us.</summary>
internal static class Schema
{
    /// <summary>The Alembic version that MLflow 3.11.1 gives its tables.</summary>
    public const string Version = "c3d6457b6d8a";

    /// <summary>
    /// The indices that MLflow lacks: it looks through all runs, models and tags to find those of one experiment. A real server
    /// keeps them up to date as SQLite does any index, and does not need to know of them.
    /// </summary>
    private const string Indices =
        """
        CREATE INDEX IF NOT EXISTS experiment_runner_runs ON runs (experiment_id, start_time DESC, run_uuid);
        CREATE INDEX IF NOT EXISTS experiment_runner_experiment_tags ON experiment_tags (experiment_id);
        CREATE INDEX IF NOT EXISTS experiment_runner_logged_models ON logged_models (experiment_id, creation_timestamp_ms DESC);
        """;

    public static void Prepare(Session session, string path, TimeProvider timeProvider)
    {
        Run(session.Connection, "BEGIN IMMEDIATE");
        bool isNew = !session.Exists("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'");
        if (isNew)
        {
            Create(session, timeProvider.GetUtcNow().ToUnixTimeMilliseconds());
        }
        else if (session.First("SELECT version_num FROM alembic_version", row => row.TextOrNull(0)) is var version && version != Version)
        {
            throw new InvalidDataException(
                $"{path}: holds MLflow tables of version {version}, and {Version} (MLflow 3.11) is needed. " +
                "Bring it there with `mlflow db upgrade`, or give another database file.");
        }

        Run(session.Connection, Indices);
        Run(session.Connection, "COMMIT");
    }

    /// <summary>The statements that make MLflow's tables, as SQLite keeps them.</summary>
    public static string Script()
    {
        using Stream script = typeof(Schema).Assembly.GetManifestResourceStream("schema.sql")!;
        using var reader = new StreamReader(script);
        return reader.ReadToEnd();
    }

    private static void Create(Session session, long now)
    {
        Run(session.Connection, Script());
        session.Execute("INSERT INTO alembic_version (version_num) VALUES (?1)", Version);
        session.Execute(
            """
            INSERT INTO experiments (experiment_id, name, artifact_location, lifecycle_stage, creation_time, last_update_time)
            VALUES (0, 'Default', 'mlflow-artifacts:/0', 'active', ?1, ?1)
            """,
            now);
    }

    private static void Run(SqliteConnection connection, string script)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = script;
        command.ExecuteNonQuery();
    }
}
