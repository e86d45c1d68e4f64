using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Devices;

namespace ExperimentRunner.Trainer.Data;

/// <summary>How many threads prepare the images of one device.</summary>
/// <param name="Warning">Set where the machine has too few cores for what was asked.</param>
internal sealed record LoaderThreads(int PerDevice, string? Warning = null)
{
    private const int MostChosen = 4;

    /// <summary>As this machine allows.</summary>
    /// <param name="devices">Of this process.</param>
    /// <param name="processesOnHost">Of the run, this one included.</param>
    public static LoaderThreads Of(DataSpec spec, ComputeDevices devices, int processesOnHost)
    {
        int sharing = SharingProcesses(processesOnHost, Environment.ProcessorCount, Processor.Count());
        return Choose(spec.Workers, devices, devices.Count * sharing, Environment.ProcessorCount);
    }

    /// <summary>What a run should tell of them.</summary>
    public static IEnumerable<string> Warnings(DataSpec spec, ComputeDevices devices, int processesOnHost) =>
        Of(spec, devices, processesOnHost).Warning is { } warning ? [warning] : [];

    /// <summary>How many of the run's processes have the cores that this one may use: all, unless each was bound to a part of the host.</summary>
    /// <param name="cores">That this process may use.</param>
    /// <param name="hostCores">Of the whole host.</param>
    public static int SharingProcesses(int processesOnHost, int cores, int hostCores) =>
        (int)Math.Ceiling((double)processesOnHost * cores / Math.Max(cores, hostCores));

    /// <param name="workers">As asked for; 0 chooses 1 to 4, as many as there are cores that no device computes on.</param>
    /// <param name="sharing">Devices that share the cores, those of other processes included.</param>
    public static LoaderThreads Choose(int workers, ComputeDevices devices, int sharing, int cores)
    {
        int most = Math.Max(1, cores / sharing);
        if (workers > most)
        {
            return new LoaderThreads(most, $"data.workers: {workers} on {sharing} device(s) would be more loader threads than the {cores} cores; each device has {most}.");
        }

        int computing = devices.Backend == Backend.Cpu ? sharing * devices.ThreadsPerDevice : 0;
        return new LoaderThreads(workers > 0 ? workers : Math.Clamp((cores - computing) / sharing, 1, MostChosen));
    }
}
