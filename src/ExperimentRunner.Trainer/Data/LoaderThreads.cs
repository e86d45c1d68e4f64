using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Devices;

namespace ExperimentRunner.Trainer.Data;

/// <summary>How many threads prepare the images of one device.</summary>
/// <param name="Warning">Set where the machine has too few cores for what was asked.</param>
internal sealed record LoaderThreads(int PerDevice, string? Warning = null)
{
    private const int MostChosen = 4;

    /// <summary>As this machine allows.</summary>
    public static LoaderThreads Of(DataSpec spec, ComputeDevices devices) => Choose(spec.Workers, devices, Environment.ProcessorCount);

    /// <summary>What a run should tell of them.</summary>
    public static IEnumerable<string> Warnings(DataSpec spec, ComputeDevices devices) => Of(spec, devices).Warning is { } warning ? [warning] : [];

    /// <param name="workers">As asked for; 0 chooses 1 to 4, as many as there are cores that no device computes on.</param>
    public static LoaderThreads Choose(int workers, ComputeDevices devices, int cores)
    {
        int most = Math.Max(1, cores / devices.Count);
        if (workers > most)
        {
            return new LoaderThreads(most, $"data.workers: {workers} on {devices.Count} device(s) would be more loader threads than the {cores} cores; each device has {most}.");
        }

        int computing = devices.Backend == Backend.Cpu ? devices.Count * devices.ThreadsPerDevice : 0;
        return new LoaderThreads(workers > 0 ? workers : Math.Clamp((cores - computing) / devices.Count, 1, MostChosen));
    }
}
