using System.Globalization;
using CliWrap.Buffered;
using ExperimentRunner.Execution.Devices;
using ExperimentRunner.Runs.Usage;

namespace ExperimentRunner.Execution.Sampling;

/// <summary>Asks NVIDIA's own tool for the state of a run's GPUs. Has seen only a stand-in for it so far.</summary>
/// <param name="visibleDevices">CUDA_VISIBLE_DEVICES: indexes or UUIDs (also their beginnings) of the GPUs that a run may use, in its order; null is all.</param>
/// <param name="program">The tool.</param>
internal sealed class NvidiaSmi(string? visibleDevices, string program)
{
    private const string Fields = "index,uuid,utilization.gpu,memory.used,memory.total,power.draw,power.limit";

    /// <summary>A tool that does not know it refuses the whole question; newer ones know it beside its newer name, clocks_event_reasons.active.</summary>
    private const string ClockField = "clocks_throttle_reasons.active";

    private const int LeastFields = 7;

    private const double BytesInAMebibyte = 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>UUIDs of all GPUs of the machine, in the order of their indexes; none where there is no tool, or if it does not answer.</summary>
    public async Task<IReadOnlyList<string>> UuidsAsync(TimeProvider time) => [.. (await GpusAsync(time)).Select(gpu => gpu[1])];

    /// <summary>The first <paramref name="devices"/> GPUs that a run sees; none where there is no tool, or if it does not answer.</summary>
    public async Task<IReadOnlyList<GpuSample>> ReadAsync(int devices, TimeProvider time)
    {
        IReadOnlyList<string[]> gpus = await GpusAsync(time);
        IEnumerable<string[]> visible = VisibleDevices.Of(visibleDevices, [.. gpus.Select(gpu => gpu[1])]).SelectMany(uuid => gpus.Where(gpu => gpu[1] == uuid));
        return [.. visible.Take(devices).Select(Sample)];
    }

    /// <summary>One array a GPU: its <see cref="Fields"/>, and its <see cref="ClockField"/> where the tool knows it.</summary>
    private async Task<IReadOnlyList<string[]>> GpusAsync(TimeProvider time)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            BufferedCommandResult? answer = await AskAsync($"{Fields},{ClockField}", patience.Token);
            answer = answer is null or { ExitCode: 0 } ? answer : await AskAsync(Fields, patience.Token);
            return answer is { ExitCode: 0 }
                ? [.. answer.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',', StringSplitOptions.TrimEntries)).Where(gpu => gpu.Length >= LeastFields)]
                : [];
        }
        catch (OperationCanceledException)
        {
            return [];
        }
    }

    private Task<BufferedCommandResult?> AskAsync(string fields, CancellationToken cancellationToken) =>
        OptionalTool.RunAsync(program, [$"--query-gpu={fields}", "--format=csv,noheader,nounits"], cancellationToken);

    private static GpuSample Sample(string[] gpu, int index) => new(
        index,
        Number(gpu[2]),
        Number(gpu[3]) * BytesInAMebibyte / 1e6,
        Number(gpu[4]) * BytesInAMebibyte / 1e6,
        Number(gpu[5]),
        Number(gpu[6]),
        gpu.Length > LeastFields ? ClockReasons.Gravest(gpu[LeastFields]) : null);

    /// <summary>A GPU that does not know says <c>[N/A]</c> or the like.</summary>
    private static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;
}
