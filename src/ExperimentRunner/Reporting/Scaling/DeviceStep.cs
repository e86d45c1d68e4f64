using ExperimentRunner.Reporting.Cells;
using ExperimentRunner.Statistics;

namespace ExperimentRunner.Reporting.Scaling;

/// <summary>From one measured number of devices to the next.</summary>
/// <param name="From">With the fewer devices.</param>
/// <param name="To">With more.</param>
/// <param name="Gain">Images per second of <paramref name="To"/> over those of <paramref name="From"/>.</param>
/// <param name="GainPerDevice">
/// What each added device gave, in devices of the curve's first point; 1 is perfect. Mean over the repeats that have all three; without such a repeat
/// from the two speedups.
/// </param>
internal sealed record DeviceStep(ScalingPoint From, ScalingPoint To, Ratio Gain, Estimate GainPerDevice)
{
    /// <summary>An added device that gives less than half of a first one costs more than twice as much for what it does.</summary>
    public const double LeastWorth = 0.5;

    public bool IsWorth => GainPerDevice.Value >= LeastWorth && Gain.Certainty != Certainty.NotDistinguishable;

    /// <summary>The interval does not rule out the other answer to whether it gives half of a first one.</summary>
    public bool IsClose => GainPerDevice.Interval?.Contains(LeastWorth) == true;

    /// <summary>Between points that have figures.</summary>
    public static IReadOnlyList<DeviceStep> Of(IReadOnlyList<ScalingPoint> points)
    {
        ScalingPoint[] measured = [.. points.Where(point => point.Speedup is not null).DistinctBy(point => point.Devices)];
        return [.. measured.Zip(measured.Skip(1)).Select(pair => Of(pair.First, pair.Second, points[0])).OfType<DeviceStep>()];
    }

    private static DeviceStep? Of(ScalingPoint from, ScalingPoint to, ScalingPoint first)
    {
        double perDevice = (double)first.Devices / (to.Devices - from.Devices);
        double[] gains = [.. RepeatPairs.Of([first.Cell, from.Cell, to.Cell], RunFigures.ImagesPerSecond).Select(rates => (rates[2] - rates[1]) / rates[0] * perDevice)];
        Estimate gain = Estimate.Mean(gains) ?? new Estimate((to.Speedup!.Value - from.Speedup!.Value) * perDevice, null, 1);
        return Ratio.OfSpeeds(to.Cell, from.Cell) is { } ratio ? new DeviceStep(from, to, ratio, gain) : null;
    }
}
