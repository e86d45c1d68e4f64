using System.Globalization;

namespace ExperimentRunner.Commands.Doctor;

/// <summary>Cores, memory, disk and folders.</summary>
internal static class MachineChecks
{
    private const double Gigabyte = 1e9;
    private const double LittleMemory = 2 * Gigabyte;
    private const double LittleDisk = 5 * Gigabyte;

    public static IEnumerable<Finding> Of(DoctorMachine machine, ArtifactPaths artifacts)
    {
        yield return Cores(machine);
        yield return machine.Description.MemoryBytes < LittleMemory
            ? Finding.Warning("memory", $"{Gigabytes(machine.Description.MemoryBytes)} may be used.", "One device with 64-pixel images takes about 0.6 GB; use small batches, or raise the limit of the container.")
            : Finding.Good("memory", $"{Gigabytes(machine.Description.MemoryBytes)} may be used (limits of the control group counted).");
        yield return machine.FreeBytes < LittleDisk
            ? Finding.Warning("disk", $"{Gigabytes(machine.FreeBytes)} are free at {artifacts.Folder}.", "Make room, or keep sweeps elsewhere with --artifacts=DIR.")
            : Finding.Good("disk", $"{Gigabytes(machine.FreeBytes)} are free at {artifacts.Folder}.");
        yield return Cache(artifacts.Cache);
    }

    public static string Gigabytes(double bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / Gigabyte:0.0} GB");

    private static Finding Cores(DoctorMachine machine)
    {
        int host = File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo").Count(line => line.StartsWith("processor\t", StringComparison.Ordinal)) : machine.Description.Cores;
        string limit = machine.Devices.Cores.Count < host ? $" of the host's {host} (affinity or limits of the control group)" : "";
        return Finding.Good("cores", $"{machine.Devices.Cores.Count} may be used{limit}: {machine.Description.Processor}.");
    }

    private static Finding Cache(string folder)
    {
        string nearest = DoctorMachine.NearestFolder(folder);
        string trial = Path.Combine(nearest, $".doctor-{Guid.NewGuid():N}");
        try
        {
            File.WriteAllText(trial, "");
            File.Delete(trial);
            long bytes = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length) : 0;
            return Finding.Good("image cache", $"{folder} can be written; it holds {Gigabytes(bytes)}.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Finding.Blocking("image cache", $"{nearest} can't be written: {exception.Message}", "Sweeps are kept there, too: mend its permissions, or name another folder with --artifacts=DIR.");
        }
    }
}
