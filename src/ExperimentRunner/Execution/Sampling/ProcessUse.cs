using System.Globalization;

namespace ExperimentRunner.Execution.Sampling;

/// <summary>What one process has used.</summary>
/// <param name="CpuSeconds">Of all its threads, since it began.</param>
/// <param name="ResidentBytes">Now.</param>
internal readonly record struct ProcessUse(double CpuSeconds, long ResidentBytes)
{
    /// <summary>USER_HZ, in which /proc counts on every architecture that .NET runs on.</summary>
    private const double TicksInASecond = 100;

    // Of /proc/PID/stat, counted behind the name, which stands in brackets and may hold anything.
    private const int UserTicks = 11;
    private const int SystemTicks = 12;
    private const int ResidentPages = 21;

    /// <summary>Null where the kernel does not tell, or if the process has ended.</summary>
    public static ProcessUse? Read(int process) =>
        ProcFile.Read(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat")) is { Length: > 0 } text ? Parse(text) : null;

    public static ProcessUse Parse(string stat)
    {
        string[] fields = ProcFile.Fields(stat[(stat.LastIndexOf(')') + 1)..]);
        return new ProcessUse((Number(fields[UserTicks]) + Number(fields[SystemTicks])) / TicksInASecond, Number(fields[ResidentPages]) * Environment.SystemPageSize);
    }

    private static long Number(string field) => long.Parse(field, CultureInfo.InvariantCulture);
}
