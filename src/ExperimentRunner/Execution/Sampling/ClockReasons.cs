using System.Globalization;
using ExperimentRunner.Runs.Usage;

namespace ExperimentRunner.Execution.Sampling;

/// <summary>Reads the mask of reasons for lower clocks that NVIDIA's driver gives (NvmlClocksEventReasons of the NVML API reference).</summary>
internal static class ClockReasons
{
    private const string Prefix = "0x";

    private const long SoftwarePowerCap = 0x4;
    private const long HardwareSlowdown = 0x8;
    private const long SoftwareThermalSlowdown = 0x20;
    private const long HardwareThermalSlowdown = 0x40;
    private const long HardwarePowerBrake = 0x80;

    /// <param name="mask">In hexadecimal digits after <c>0x</c>.</param>
    /// <returns>Null if it is no such mask, as of a GPU that does not tell.</returns>
    public static ClockHold? Gravest(string mask) =>
        mask.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && long.TryParse(mask.AsSpan(Prefix.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long reasons)
            ? Gravest(reasons)
            : null;

    private static ClockHold Gravest(long reasons) => reasons switch
    {
        _ when (reasons & (SoftwareThermalSlowdown | HardwareThermalSlowdown)) != 0 => ClockHold.Heat,
        _ when (reasons & HardwarePowerBrake) != 0 => ClockHold.PowerBrake,
        _ when (reasons & HardwareSlowdown) != 0 => ClockHold.Hardware,
        _ when (reasons & SoftwarePowerCap) != 0 => ClockHold.PowerCap,
        _ => ClockHold.None,
    };
}
