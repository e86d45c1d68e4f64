using System.Diagnostics;
using System.Globalization;

namespace ExperimentRunner.Testing;

/// <summary>
/// A tracking server in a process of its own, to be killed, frozen and started again with the same address and records. Needs a
/// reference to the project ExperimentRunner.ServerProcess.
/// </summary>
internal sealed class TrackingServerProcess : IDisposable
{
    private readonly string database;
    private readonly string artifacts;
    private Process? process;

    private TrackingServerProcess(string database, string artifacts) => (this.database, this.artifacts) = (database, artifacts);

    /// <summary>Where it listens; the same after a restart.</summary>
    public Uri Address { get; private set; } = null!;

    public int ProcessId => process!.Id;

    /// <param name="folder">Where it keeps <c>mlflow.db</c> and the folder <c>artifacts</c>.</param>
    public static async Task<TrackingServerProcess> StartAsync(string folder)
    {
        var server = new TrackingServerProcess(Path.Combine(folder, "mlflow.db"), Path.Combine(folder, "artifacts"));
        await server.StartAgainAsync();
        return server;
    }

    public async Task StartAgainAsync()
    {
        process?.Dispose();
        string port = (Address?.Port ?? 0).ToString(CultureInfo.InvariantCulture);
        process = Process.Start(new ProcessStartInfo("dotnet", [Program(), database, artifacts, port]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        string? address = await process.StandardOutput.ReadLineAsync();
        Address = address is null ? throw new InvalidOperationException(await process.StandardError.ReadToEndAsync()) : new Uri(address);
    }

    /// <summary>Ends it as the system does: nothing is flushed, nothing is closed.</summary>
    public void Kill()
    {
        process!.Kill();
        process.WaitForExit();
    }

    /// <summary>Lets it finish what it does, then close its files.</summary>
    public async Task StopAsync()
    {
        process!.StandardInput.Close();
        await process.WaitForExitAsync();
    }

    /// <summary>Stops its threads (SIGSTOP) until <see cref="ThawAsync"/>: connections stay open, and nothing answers.</summary>
    public Task FreezeAsync() => SignalAsync("-STOP");

    public Task ThawAsync() => SignalAsync("-CONT");

    public void Dispose()
    {
        if (!process!.HasExited)
        {
            Kill();
        }

        process.Dispose();
    }

    private async Task SignalAsync(string signal)
    {
        using Process kill = Process.Start("kill", [signal, ProcessId.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    // artifacts/bin/<this test project>/<configuration>/ lies beside artifacts/bin/ExperimentRunner.ServerProcess/<configuration>/.
    public static string Program()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(output.Parent!.Parent!.FullName, "ExperimentRunner.ServerProcess", output.Name, "ExperimentRunner.ServerProcess.dll");
    }
}
