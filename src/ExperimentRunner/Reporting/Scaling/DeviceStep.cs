using ExperimentRunner.Reporting.Cells;

namespace ExperimentRunner.Reporting.Scaling;

/// <summary>From one measured number of devices to the next.</summary>
/// <param name="From">With the fewer devices.</param>
/// <param name="To">With more.</param>
/// <param name="Gain">Images per second of <paramref name="To"/> over those of <paramref name="From"/>.</param>
/// <param name="GainPerDevice">What each added device gave, in devices of the curve's first point; 1 is perfect.</param>
internal sealed record DeviceStep(ScalingPoint From, ScalingPoint To, Ratio Gain, double GainPerDevice)
{
    /// <summary>An added device that gives less than half of a first one costs more than twice as much for what it does.</summary>
    public const double LeastWorth = 0.5;

    public bool IsWorth => GainPerDevice >= LeastWorth && Gain.Certainty != Certainty.NotDistinguishable;

    /// <summary>Between points that have figures.</summary>
    public static IReadOnlyList<DeviceStep> Of(IReadOnlyList<ScalingPoint> points)
    {
        ScalingPoint[] measured = [.. points.Where(point => point.Speedup is not null).DistinctBy(point => point.Devices)];
        return [.. measured.Zip(measured.Skip(1)).Select(pair => Of(pair.First, pair.Second, points[0].Devices)).OfType<DeviceStep>()];
    }

    private static DeviceStep? Of(ScalingPoint from, ScalingPoint to, int firstDevices) => Ratio.OfSpeeds(to.Cell, from.Cell) is { } gain
        ? new DeviceStep(from, to, gain, (to.Speedup!.Value - from.Speedup!.Value) * firstDevices / (to.Devices - from.Devices))
        : null;
}
