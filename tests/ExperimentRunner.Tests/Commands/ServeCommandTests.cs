using System.Diagnostics;
using System.Globalization;
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
}
