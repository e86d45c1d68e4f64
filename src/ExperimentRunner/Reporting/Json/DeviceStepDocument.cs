using ExperimentRunner.Reporting.Scaling;

namespace ExperimentRunner.Reporting.Json;

/// <summary>
/// From one point of a curve to the next; <paramref name="GainPerDevice"/> is 1 where each added device gives what one of the first did, with its 95 %
/// interval from <paramref name="Low"/> to <paramref name="High"/>.
/// </summary>
internal sealed record DeviceStepDocument(int From, int To, double GainPerDevice, double? Low, double? High, bool IsWorth)
{
    public static DeviceStepDocument Of(DeviceStep step) =>
        new(step.From.Devices, step.To.Devices, step.GainPerDevice.Value, step.GainPerDevice.Interval?.Low, step.GainPerDevice.Interval?.High, step.IsWorth);
}
