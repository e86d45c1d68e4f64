namespace ExperimentRunner.Runs.Sweeps;

/// <summary>What a device costs.</summary>
/// <param name="PerDeviceHour">Above 0.</param>
/// <param name="Currency">As it is shown, for example <c>EUR</c>.</param>
public sealed record DevicePrice(double PerDeviceHour, string Currency);
