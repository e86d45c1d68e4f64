namespace ExperimentRunner.Trainer.Devices;

/// <summary>What /proc tells of the CPU and of this process.</summary>
internal static class Processor
{
    /// <summary>For example <c>AMD EPYC</c>; <c>CPU</c> where /proc does not tell.</summary>
    public static string Name() => Field("/proc/cpuinfo", "model name") ?? "CPU";

    /// <summary>Hardware threads of the host, those that this process may not use included.</summary>
    public static int Count()
    {
        int listed = File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo").Count(line => line.StartsWith("processor\t", StringComparison.Ordinal)) : 0;
        return Math.Max(listed, Environment.ProcessorCount);
    }

    /// <summary>The CPU multiplies bfloat16 itself: AVX512_BF16, AMX or the ARM equivalent.</summary>
    public static bool HasNativeBf16() => HasAny("avx512_bf16", "amx_bf16", "bf16");

    /// <summary>The CPU multiplies float16 itself: AVX512_FP16, AMX or the ARM equivalent.</summary>
    public static bool HasNativeFp16() => HasAny("avx512_fp16", "amx_fp16", "asimdhp");

    /// <summary>Highest resident memory of this process so far; null where /proc does not tell.</summary>
    public static long? PeakResidentBytes() =>
        Field("/proc/self/status", "VmHWM") is { } text && long.TryParse(text.AsSpan(0, text.IndexOf(' ', StringComparison.Ordinal)), out long kibibytes)
            ? kibibytes * 1024
            : null;

    private static bool HasAny(params string[] features) =>
        (Field("/proc/cpuinfo", "flags") ?? Field("/proc/cpuinfo", "Features") ?? "").Split(' ').Intersect(features).Any();

    private static string? Field(string file, string name)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        string? line = File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
