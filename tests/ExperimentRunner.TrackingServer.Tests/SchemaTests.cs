using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ExperimentRunner.Testing;
using ExperimentRunner.TrackingServer.Storage;
using Microsoft.Data.Sqlite;

namespace ExperimentRunner.TrackingServer.Tests;

public sealed partial class SchemaTests
{
    private const string Ours = "experiment_runner_";

    [Fact]
    public async Task The_file_has_the_tables_of_a_real_server_and_three_indices_more()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        IReadOnlyList<string> made = Objects(server.Database);

        IReadOnlyList<string> expected = Objects(Schema.Script());
        Assert.Equal(46, expected.Count(sql => sql.StartsWith("CREATE TABLE", StringComparison.Ordinal)));
        Assert.Equal(expected, made.Where(sql => !sql.Contains(Ours, StringComparison.Ordinal)));
        Assert.Equal(3, made.Count(sql => sql.StartsWith($"CREATE INDEX {Ours}", StringComparison.Ordinal)));
    }

    [SkippableFact]
    public void Our_copy_of_the_schema_is_that_of_the_recorded_server()
    {
        string file = Path.Combine(Repository.Beside("shared") ?? "", "mlflow", "schema.sql");
        Skip.IfNot(File.Exists(file), "The schema of a real server (../shared/mlflow/schema.sql) is not on this machine.");

        Assert.Equal(Objects(File.ReadAllText(file)), Objects(Schema.Script()));
    }

    [Fact]
    public async Task A_database_that_a_real_server_made_is_served_with_its_rows()
    {
        using var folder = new TemporaryFolder();
        using (SqliteConnection connection = Open(folder["mlflow.db"]))
        {
            Execute(connection, Schema.Script());
            Execute(connection, """
                INSERT INTO alembic_version VALUES ('c3d6457b6d8a');
                INSERT INTO experiments (experiment_id, name, artifact_location, lifecycle_stage, creation_time, last_update_time) VALUES (7, 'theirs', 'mlflow-artifacts:/7', 'active', 5, 6);
                INSERT INTO runs (run_uuid, name, source_type, source_name, entry_point_name, user_id, status, start_time, end_time, source_version, lifecycle_stage, artifact_uri, experiment_id)
                VALUES ('0123456789abcdef0123456789abcdef', 'old', 'LOCAL', '', '', 'ann', 'FINISHED', 1, 2, '', 'active', 'mlflow-artifacts:/7/0123456789abcdef0123456789abcdef/artifacts', 7);
                INSERT INTO metrics VALUES ('loss', 0.25, 9, '0123456789abcdef0123456789abcdef', 3, 0);
                INSERT INTO latest_metrics VALUES ('loss', 0.25, 9, 3, 0, '0123456789abcdef0123456789abcdef');
                INSERT INTO params VALUES ('lr', '0.1', '0123456789abcdef0123456789abcdef');
                """);
        }

        await using RunningServer server = await RunningServer.StartAsync(options => options with { DatabasePath = folder["mlflow.db"] });

        JsonNode found = await server.PostAsync("runs/search", new { experiment_ids = new[] { "7" }, filter = "metrics.loss < 0.5 AND params.lr = '0.1'" });
        JsonNode history = await server.GetAsync("metrics/get-history?run_id=0123456789abcdef0123456789abcdef&metric_key=loss");
        Assert.Equal("old", found["runs"]![0]!["info"]!["run_name"]!.GetValue<string>());
        Assert.Equal(3, history["metrics"]![0]!["step"]!.GetValue<int>());
    }

    [Fact]
    public async Task No_statement_looks_through_a_whole_table()
    {
        var statements = new HashSet<string>();
        await using RunningServer server = await RunningServer.StartAsync(options => options with { OnStatement = sql => { lock (statements) { statements.Add(sql); } } });
        await new EveryCall(server).MakeAsync();

        string[] plans;
        lock (statements)
        {
            using SqliteConnection connection = Open(server.Database);
            plans = [.. statements.Where(IsQuery).SelectMany(sql => Plan(connection, sql).Select(step => $"{step}\n{sql}"))];
        }

        Assert.True(statements.Count > 50, $"Only {statements.Count} statements ran.");
        string[] scans = [.. plans.Where(plan => BigTableScan().IsMatch(plan))];
        Assert.True(scans.Length == 0, string.Join("\n\n", scans));
    }

    // A new experiment could end a broken reference to it, which SQLite would look for if there were any in the transaction.
    private static bool IsQuery(string sql) =>
        sql.TrimStart().Split(' ', '\n')[0] is "SELECT" or "INSERT" or "UPDATE" or "DELETE" && !sql.StartsWith("INSERT INTO experiments ", StringComparison.Ordinal);

    private static List<string> Plan(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {sql}";
        for (int parameter = 1; parameter <= 20; parameter++)
        {
            command.Parameters.AddWithValue($"?{parameter}", "1");
        }

        using SqliteDataReader reader = command.ExecuteReader();
        var steps = new List<string>();
        while (reader.Read())
        {
            steps.Add(reader.GetString(3));
        }

        return steps;
    }

    /// <summary>What SQLite keeps of each table, index and trigger, with blanks alike.</summary>
    private static IReadOnlyList<string> Objects(string databaseOrScript)
    {
        bool isFile = File.Exists(databaseOrScript);
        using SqliteConnection connection = Open(isFile ? databaseOrScript : ":memory:");
        if (!isFile)
        {
            Execute(connection, databaseOrScript);
        }

        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL";
        using SqliteDataReader reader = command.ExecuteReader();
        var objects = new List<string>();
        while (reader.Read())
        {
            objects.Add(Blanks().Replace(reader.GetString(0), " "));
        }

        return [.. objects.Order(StringComparer.Ordinal)];
    }

    private static SqliteConnection Open(string database)
    {
        var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    // Experiments are few, and json_each is the list that was sent.
    [GeneratedRegex(@"^SCAN (?!e\b|experiments\b|json_each\b|sqlite_master\b|alembic_version\b|CONSTANT|\d+ CONSTANT)")]
    private static partial Regex BigTableScan();
}
