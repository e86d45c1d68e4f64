using System.Globalization;
using System.Text.RegularExpressions;
using Benchmarks.Contenders;

namespace Benchmarks.Measuring;

/// <summary>PyTorch, installed under a root of its own, and the script that runs it there.</summary>
internal sealed partial record PeerInstallation(string Root, string Script)
{
    /// <exception cref="MeasurementException">PyTorch failed or printed no figures.</exception>
    public async Task<Measurement> MeasureAsync(Contender.Peer contender, CancellationToken cancellationToken)
    {
        MemoryWatch? memory = contender.WatchesMemory ? new MemoryWatch(contender.Settings.Devices) : null;
        string output = await MeasuredProcess.RunAsync(Script, [Root, .. Words(contender.Settings)], MeasuredProcess.AsItIs, memory, cancellationToken);
        Match figure = ImagesPerSecond().Match(output);
        return figure.Success
            ? new Measurement { ImagesPerSecond = double.Parse(figure.Groups[1].Value, CultureInfo.InvariantCulture), PeakMemoryBytes = memory?.PeakBytes }
            : throw new MeasurementException($"{Script} printed no images_per_second: {output}");
    }

    private static IEnumerable<string> Words(PeerSettings settings)
    {
        int[] sizes = [settings.BatchPerDevice, settings.Pixels, settings.Steps, settings.ThreadsPerDevice];
        return [.. settings.IsTuned ? ["tuned"] : Array.Empty<string>(), $"{settings.Devices}", settings.Mode, .. sizes.Select(size => $"{size}")];
    }

    [GeneratedRegex(@"images_per_second=([0-9.]+)")]
    private static partial Regex ImagesPerSecond();
}
