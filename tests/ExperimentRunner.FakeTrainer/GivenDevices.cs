namespace ExperimentRunner.FakeTrainer;

/// <summary>What a trainer finds that it may use.</summary>
internal static class GivenDevices
{
    /// <summary>For example <c>gpus GPU-a,GPU-b cores 0-1</c>.</summary>
    public static string Describe()
    {
        string gpus = Environment.GetEnvironmentVariable("CUDA_VISIBLE_DEVICES") ?? "all";
        string? cores = OperatingSystem.IsLinux()
            ? File.ReadLines("/proc/self/status").First(line => line.StartsWith("Cpus_allowed_list:", StringComparison.Ordinal)).Split(':')[1].Trim()
            : null;
        return $"gpus {gpus} cores {cores ?? "all"}";
    }
}
