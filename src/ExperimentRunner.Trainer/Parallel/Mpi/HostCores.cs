using System.Globalization;
using ExperimentRunner.Trainer.Devices;

namespace ExperimentRunner.Trainer.Parallel.Mpi;

/// <summary>What this host has to run threads on.</summary>
/// <param name="Cores">Physical cores.</param>
/// <param name="Threads">Hardware threads that this process may use.</param>
internal sealed record HostCores(int Cores, int Threads)
{
    /// <summary>This process may not use all hardware threads of the host. mpirun numbers cores over the whole host and would bind processes to those of others.</summary>
    public bool IsHeld { get; init; }

    public static HostCores OfThisHost() => new(PhysicalCores() is > 0 and int cores ? cores : Environment.ProcessorCount, Environment.ProcessorCount)
    {
        IsHeld = Environment.ProcessorCount < Processor.Count(),
    };

    /// <summary>Each core lists its own hardware threads; 0 where /sys does not tell.</summary>
    private static int PhysicalCores() => Directory.Exists("/sys/devices/system/cpu")
        ? Directory.EnumerateDirectories("/sys/devices/system/cpu", "cpu*")
            .Where(folder => int.TryParse(Path.GetFileName(folder).AsSpan(3), CultureInfo.InvariantCulture, out _))
            .Select(folder => Path.Combine(folder, "topology", "thread_siblings_list"))
            .Where(File.Exists)
            .Select(File.ReadAllText)
            .Distinct()
            .Count()
        : 0;
}
