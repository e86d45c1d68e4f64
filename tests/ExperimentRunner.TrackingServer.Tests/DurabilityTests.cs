using System.Text.Json.Nodes;
using ExperimentRunner.Testing;
using Microsoft.Data.Sqlite;

namespace ExperimentRunner.TrackingServer.Tests;

public sealed class DurabilityTests
{
    [Fact]
    public async Task What_was_acknowledged_is_in_the_files_while_the_server_still_works()
    {
        using var copies = new TemporaryFolder();
        await using RunningServer server = await RunningServer.StartAsync();
        string run = await server.CreateRunAsync();
        await server.PostAsync("runs/log-metric", new { run_id = run, key = "k", value = 0.5, timestamp = 1, step = 1 });

        // What a process that is killed now would leave behind.
        File.Copy(server.Database, copies["mlflow.db"]);
        File.Copy($"{server.Database}-wal", copies["mlflow.db-wal"]);

        Assert.Equal(0.5, Scalar(copies["mlflow.db"], "SELECT value FROM latest_metrics"));
    }

    [Fact]
    public async Task A_server_started_again_knows_what_it_knew()
    {
        using var folder = new TemporaryFolder();
        var options = new TrackingServerOptions { DatabasePath = folder["sub", "mlflow.db"], ArtifactRoot = folder["artifacts"] };
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        await using (EmbeddedTrackingServer first = await EmbeddedTrackingServer.StartAsync(options, CancellationToken.None))
        {
            await client.PostAsync(new Uri(first.Address, "api/2.0/mlflow/experiments/create"), new StringContent("""{"name":"kept"}""", System.Text.Encoding.UTF8, "application/json"));
        }

        await using EmbeddedTrackingServer second = await EmbeddedTrackingServer.StartAsync(options, CancellationToken.None);

        string answer = await client.GetStringAsync(new Uri(second.Address, "api/2.0/mlflow/experiments/get-by-name?experiment_name=kept"));
        Assert.Equal("1", JsonNode.Parse(answer)!["experiment"]!["experiment_id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Tables_of_another_version_are_left_alone()
    {
        using var folder = new TemporaryFolder();
        using (var connection = new SqliteConnection($"Data Source={folder["mlflow.db"]};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE alembic_version (version_num TEXT); INSERT INTO alembic_version VALUES ('0000')";
            command.ExecuteNonQuery();
        }

        var options = new TrackingServerOptions { DatabasePath = folder["mlflow.db"], ArtifactRoot = folder["artifacts"] };

        var exception = await Assert.ThrowsAsync<InvalidDataException>(() => EmbeddedTrackingServer.StartAsync(options, CancellationToken.None));
        Assert.Contains("mlflow db upgrade", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_an_error()
    {
        using var folder = new TemporaryFolder();
        await using RunningServer server = await RunningServer.StartAsync();
        var options = new TrackingServerOptions { DatabasePath = folder["mlflow.db"], ArtifactRoot = folder["artifacts"], Port = server.Client.BaseAddress!.Port };

        PortTakenException fault = await Assert.ThrowsAsync<PortTakenException>(() => EmbeddedTrackingServer.StartAsync(options, CancellationToken.None));

        Assert.Equal($"Port {options.Port} of 127.0.0.1 is taken by another program.", fault.Message);
    }

    private static object? Scalar(string database, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
