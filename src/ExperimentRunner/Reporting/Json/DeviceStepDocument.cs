using ExperimentRunner.Reporting.Scaling;

namespace ExperimentRunner.Reporting.Json;

/// <summary>From one point of a curve to the next; <paramref name="GainPerDevice"/> is 1 where each added device gives what one of the first did.</summary>
internal sealed record DeviceStepDocument(int From, int To, double GainPerDevice, bool IsWorth)
{
    public static DeviceStepDocument Of(DeviceStep step) => new(step.From.Devices, step.To.Devices, step.GainPerDevice, step.IsWorth);
}
