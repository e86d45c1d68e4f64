using System.Globalization;

namespace ExperimentRunner.Execution.Sampling;

/// <summary>Ticks (1/100 s) that all cores together spent since the machine was started.</summary>
internal readonly record struct CpuTimes(long Busy, long All)
{
    // Of the first line of /proc/stat: user, nice, system, idle, iowait, irq, softirq, steal; guests are part of user.
    private const int Idle = 3;
    private const int WaitForDisk = 4;
    private const int Counted = 8;

    /// <summary>Null where the kernel does not tell.</summary>
    public static CpuTimes? Read() => ProcFile.Read("/proc/stat") is { } text ? Parse(text) : null;

    public static CpuTimes Parse(string stat)
    {
        long[] ticks = [.. ProcFile.Fields(stat.Split('\n')[0]).Skip(1).Take(Counted).Select(field => long.Parse(field, CultureInfo.InvariantCulture))];
        return new CpuTimes(ticks.Sum() - ticks[Idle] - ticks[WaitForDisk], ticks.Sum());
    }

    /// <summary>0 to 100; null if no time has passed.</summary>
    public double? PercentSince(CpuTimes before) => All > before.All ? 100.0 * (Busy - before.Busy) / (All - before.All) : null;
}
