namespace Benchmarks;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    public static string ProcessorName() => File.ReadLines("/proc/cpuinfo").First(line => line.StartsWith("model name", StringComparison.Ordinal)).Split(':')[1].Trim();
}
