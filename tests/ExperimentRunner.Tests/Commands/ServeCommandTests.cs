using System.Diagnostics;
using System.Globalization;
using CliWrap;
using CliWrap.Buffered;
using ExperimentRunner.Commands;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Tests.Commands;

public sealed class ServeCommandTests
{
    [SkippableFact]
    public async Task The_server_answers_until_it_is_asked_to_end()
    {
        Skip.If(OperatingSystem.IsWindows(), "SIGTERM is not there on Windows.");
        using var folder = new TemporaryFolder();
        using Process process = Process.Start(
            new ProcessStartInfo("dotnet", [typeof(RunnerCommandLine).Assembly.Location, "serve", "--port=0", $"--artifacts={folder.Path}"]) { RedirectStandardOutput = true })!;
        string said = (await process.StandardOutput.ReadLineAsync())!;
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });

        string health = await client.GetStringAsync(new Uri(new Uri(said.Split(' ').Single(word => word.StartsWith("http:", StringComparison.Ordinal)).TrimEnd('.')), "health"));
        using Process kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync();

        Assert.Equal("OK", health);
        Assert.Equal(ExitCode.Success, process.ExitCode);
        Assert.True(File.Exists(folder["mlflow.db"]), said);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_with_the_way_out()
    {
        using var folder = new TemporaryFolder();
        using var other = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        other.Start();
        int port = ((System.Net.IPEndPoint)other.LocalEndpoint).Port;

        BufferedCommandResult result = await UiAsync(folder, $"--port={port.ToString(CultureInfo.InvariantCulture)}");

        Assert.Equal(ExitCode.UserFault, result.ExitCode);
        Assert.Equal(
            string.Create(CultureInfo.InvariantCulture, $"error: Port {port} of 127.0.0.1 is taken by another program. `ss -ltnp 'sport = :{port}'` shows which. End it, or give another port: --port={port + 1}, or --port=0 for any free one.\n"),
            result.StandardError);
    }

    [Fact]
    public async Task A_database_of_another_mlflow_is_told()
    {
        using var folder = new TemporaryFolder();
        string database = folder["mlflow.db"];
        await using (TrackingServer.EmbeddedTrackingServer server = await TrackingServer.EmbeddedTrackingServer.StartAsync(
            new TrackingServer.TrackingServerOptions { DatabasePath = database, ArtifactRoot = folder["artifacts"] }, CancellationToken.None))
        {
        }

        byte[] bytes = await File.ReadAllBytesAsync(database);
        int at = bytes.AsSpan().IndexOf("c3d6457b6d8a"u8);
        "ffffffffffff"u8.CopyTo(bytes.AsSpan(at));
        await File.WriteAllBytesAsync(database, bytes);

        BufferedCommandResult result = await UiAsync(folder, $"--db={database}");

        Assert.Equal(ExitCode.UserFault, result.ExitCode);
        Assert.StartsWith($"error: {database}: holds MLflow tables of version ffffffffffff", result.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_has_no_mlflow_ui_is_told()
    {
        using var folder = new TemporaryFolder();

        BufferedCommandResult result = await UiAsync(folder, $"--mlflow-ui={folder.Path}");

        Assert.Equal(ExitCode.UserFault, result.ExitCode);
        Assert.StartsWith($"error: {folder.Path}: has no index.html.", result.StandardError, StringComparison.Ordinal);
    }

    private static async Task<BufferedCommandResult> UiAsync(TemporaryFolder folder, string argument) => await Cli.Wrap("dotnet")
        .WithArguments([typeof(RunnerCommandLine).Assembly.Location, "ui", $"--artifacts={folder.Path}", argument])
        .WithValidation(CommandResultValidation.None)
        .ExecuteBufferedAsync();
}
