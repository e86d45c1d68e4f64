using System.Runtime.InteropServices;
using CliWrap.Buffered;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Execution;

/// <summary>Describes the machine that a sweep runs on.</summary>
internal static class MachineProbe
{
    public static async Task<MachineDescription> DescribeAsync(CancellationToken cancellationToken) => new()
    {
        HostName = Environment.MachineName,
        Processor = ProcessorName(),
        Cores = Environment.ProcessorCount,
        MemoryBytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        OperatingSystem = RuntimeInformation.OSDescription,
        Runtime = RuntimeInformation.FrameworkDescription,
        Gpus = await GpusAsync("name", cancellationToken),
        Driver = await GpusAsync("driver_version", cancellationToken) is [var driver, ..] ? driver : null,
    };

    private static string ProcessorName()
    {
        const string CpuInfo = "/proc/cpuinfo";
        string? line = File.Exists(CpuInfo) ? File.ReadLines(CpuInfo).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }

    /// <summary>One value a GPU.</summary>
    private static async Task<IReadOnlyList<string>> GpusAsync(string field, CancellationToken cancellationToken)
    {
        BufferedCommandResult? result = await OptionalTool.RunAsync("nvidia-smi", [$"--query-gpu={field}", "--format=csv,noheader"], cancellationToken);
        return result is { ExitCode: 0 } ? result.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [];
    }
}
