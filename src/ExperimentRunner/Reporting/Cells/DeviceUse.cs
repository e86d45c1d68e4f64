using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Reporting.Cells;

/// <summary>How busy the devices of a cell were over its runs, preparation and evaluation included.</summary>
/// <param name="IsGpu">GPUs; else the threads that devices of a CPU were given.</param>
/// <param name="Share">Median over the repeats of the mean, 0 to 1.</param>
/// <param name="Deviation">Median over the repeats of the standard deviation over time, 0 to 1.</param>
internal sealed record DeviceUse(bool IsGpu, double Share, double Deviation)
{
    /// <summary>Below it a device is said to idle: at most 1.25 times the speed is left in it.</summary>
    public const double LeastShare = 0.8;

    /// <summary>Above this part of its mean, use is said to waver: what a device shows that works in four samples of five and idles in the fifth.</summary>
    public const double MostVariation = 0.5;

    /// <summary>Fewer samples than this are mostly of the start and the end of a run.</summary>
    private const int EnoughSamples = 6;

    public bool IsLow => Share < LeastShare;

    public bool IsIdle => IsLow || IsWavering;

    public bool IsWavering => Deviation > MostVariation * Share;

    /// <summary>Null if no repeat was sampled long enough, or if repeats ran on unlike devices.</summary>
    public static DeviceUse? Of(IReadOnlyList<RunResult> finished)
    {
        DeviceUse[] each = [.. finished.Select(Of).OfType<DeviceUse>()];
        return each.Length == 0 || each.Any(use => use.IsGpu != each[0].IsGpu)
            ? null
            : new(each[0].IsGpu, Median(each, use => use.Share), Median(each, use => use.Deviation));
    }

    private static double Median(DeviceUse[] each, Func<DeviceUse, double> share) => Spread.OfShares(each.Select(use => (double?)share(use)))!.Median;

    private static DeviceUse? Of(RunResult result) => Sampled(result) is { } use && double.IsFinite(use.Share) && double.IsFinite(use.Deviation) ? use : null;

    private static DeviceUse? Sampled(RunResult result) => (result.Used, result.Usage) switch
    {
        ({ Backend: Backend.Cuda }, { Samples: >= EnoughSamples, GpuPercent: { } mean, GpuDeviation: { } deviation }) => new(true, mean / 100, deviation / 100),
        ({ Backend: Backend.Cpu } used, { Samples: >= EnoughSamples, TrainerCpuPercent: { } mean, TrainerCpuDeviation: { } deviation }) => OfThreads(used.Devices * used.ThreadsPerDevice, mean, deviation),
        _ => null,
    };

    /// <summary>Loader threads work beside the devices' own, so that there can be more than there are of those.</summary>
    private static DeviceUse OfThreads(int threads, double mean, double deviation) => new(false, Math.Min(mean / 100 / threads, 1), deviation / 100 / threads);
}
