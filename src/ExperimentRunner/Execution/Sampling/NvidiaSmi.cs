using System.Globalization;
using CliWrap.Buffered;
using ExperimentRunner.Runs.Usage;

namespace ExperimentRunner.Execution.Sampling;

/// <summary>Asks NVIDIA's own tool for the state of a run's GPUs. Has seen only a stand-in for it so far.</summary>
/// <param name="visibleDevices">CUDA_VISIBLE_DEVICES: indexes or UUIDs (also their beginnings) of the GPUs that a run may use, in its order; null is all.</param>
/// <param name="program">The tool.</param>
internal sealed class NvidiaSmi(string? visibleDevices, string program)
{
    private const string Fields = "index,uuid,utilization.gpu,memory.used,memory.total,power.draw,power.limit";

    private const double BytesInAMebibyte = 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The first <paramref name="devices"/> GPUs that a run sees; none where there is no tool, or if it does not answer.</summary>
    public async Task<IReadOnlyList<GpuSample>> ReadAsync(int devices, TimeProvider time)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            BufferedCommandResult? answer = await OptionalTool.RunAsync(program, [$"--query-gpu={Fields}", "--format=csv,noheader,nounits"], patience.Token);
            return answer is { ExitCode: 0 } ? Choose(answer.StandardOutput, devices) : [];
        }
        catch (OperationCanceledException)
        {
            return [];
        }
    }

    private IReadOnlyList<GpuSample> Choose(string csv, int devices)
    {
        string[][] gpus = [.. csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',', StringSplitOptions.TrimEntries)).Where(gpu => gpu.Length == 7)];
        IEnumerable<string[]> visible = visibleDevices is null
            ? gpus
            : visibleDevices.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(name => Array.Find(gpus, gpu => IsNamed(gpu, name))).OfType<string[]>();
        return [.. visible.Take(devices).Select(Sample)];
    }

    private static bool IsNamed(string[] gpu, string name) => gpu[0] == name || (name.StartsWith("GPU-", StringComparison.Ordinal) && gpu[1].StartsWith(name, StringComparison.Ordinal));

    private static GpuSample Sample(string[] gpu, int index) => new(
        index,
        Number(gpu[2]),
        Number(gpu[3]) * BytesInAMebibyte / 1e6,
        Number(gpu[4]) * BytesInAMebibyte / 1e6,
        Number(gpu[5]),
        Number(gpu[6]));

    /// <summary>A GPU that does not know says <c>[N/A]</c> or the like.</summary>
    private static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;
}
