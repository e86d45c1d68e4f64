using System.Globalization;

namespace ExperimentRunner.Execution.Sampling;

/// <summary>Memory of the machine, in bytes.</summary>
internal readonly record struct MemoryUse(long Total, long Available)
{
    public double UsedMegabytes => (Total - Available) / 1e6;

    public double UsedPercent => 100.0 * (Total - Available) / Total;

    /// <summary>Null where the kernel does not tell.</summary>
    public static MemoryUse? Read() => ProcFile.Read("/proc/meminfo") is { } text ? Parse(text) : null;

    public static MemoryUse Parse(string meminfo) => new(Bytes(meminfo, "MemTotal:"), Bytes(meminfo, "MemAvailable:"));

    private static long Bytes(string meminfo, string field) =>
        1024 * long.Parse(ProcFile.Fields(meminfo.Split('\n').First(line => line.StartsWith(field, StringComparison.Ordinal)))[1], CultureInfo.InvariantCulture);
}
