using System.Diagnostics;
using System.Globalization;

namespace Benchmarks.Tracking;

/// <summary>A tracking server in a process of its own, so that its memory is its own.</summary>
internal sealed class ServerUnderLoad : IDisposable
{
    private readonly Process process;

    private ServerUnderLoad(Process process, Uri address, string database)
    {
        this.process = process;
        Database = database;
        Client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address, Timeout = TimeSpan.FromMinutes(5) };
    }

    public HttpClient Client { get; }

    public string Database { get; }

    /// <summary>As Linux counts it (VmHWM); "unknown" elsewhere.</summary>
    public string PeakMemory => OperatingSystem.IsLinux()
        ? File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Id}/status")).First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))["VmHWM:".Length..].Trim()
        : "unknown";

    public static async Task<ServerUnderLoad> StartAsync(string folder, CancellationToken cancellationToken)
    {
        string database = Path.Combine(folder, "mlflow.db");
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        string program = Path.Combine(output.Parent!.Parent!.FullName, "ExperimentRunner.ServerProcess", output.Name, "ExperimentRunner.ServerProcess.dll");
        Process process = Process.Start(
            new ProcessStartInfo("dotnet", [program, database, Path.Combine(folder, "artifacts"), "0"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        string? address = await process.StandardOutput.ReadLineAsync(cancellationToken);
        return new ServerUnderLoad(process, new Uri(address ?? throw new InvalidOperationException($"{program} did not start.")), database);
    }

    public void Dispose()
    {
        Client.Dispose();
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
