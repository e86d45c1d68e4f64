namespace Benchmarks.Measuring;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    public static string ProcessorName() => Field("model name");

    /// <summary>The CPU multiplies bfloat16 itself.</summary>
    public static bool HasNativeBf16() => Field("flags").Split(' ').Any(flag => flag is "avx512_bf16" or "amx_bf16");

    private static string Field(string name) => File.ReadLines("/proc/cpuinfo").First(line => line.StartsWith(name, StringComparison.Ordinal)).Split(':')[1].Trim();
}
