using ExperimentRunner.Execution.Sampling;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Execution.Devices;

/// <summary>The devices of this machine that runs may be given.</summary>
internal sealed record DeviceInventory(IReadOnlyList<DeviceSlot> Gpus, IReadOnlyList<DeviceSlot> Cores)
{
    /// <summary>Asks nvidia-smi for the GPUs and the kernel for the cores.</summary>
    /// <param name="settings">Which GPUs the user lets us see, and by what tool.</param>
    public static async Task<DeviceInventory> ReadAsync(SamplingSettings settings, TimeProvider time) => Of(
        await new NvidiaSmi(settings.VisibleDevices, settings.NvidiaSmi).UuidsAsync(time),
        settings.VisibleDevices,
        AllowedCores.Read());

    /// <param name="gpus">UUIDs of all GPUs, in the order of their indexes.</param>
    /// <param name="visible">CUDA_VISIBLE_DEVICES; null is all.</param>
    /// <param name="cores">That this process may use.</param>
    public static DeviceInventory Of(IReadOnlyList<string> gpus, string? visible, IReadOnlyList<int> cores)
    {
        // The share of a GPU is that of its place among all GPUs, so that two sweeps that see different ones agree on it.
        DeviceSlot[] all = [.. gpus.Select((gpu, index) => new DeviceSlot(gpu, Share(cores, index, gpus.Count)))];
        return new DeviceInventory(
            [.. VisibleDevices.Of(visible, gpus).Select(uuid => Array.Find(all, slot => slot.Gpu == uuid) ?? new DeviceSlot(uuid, []))],
            [.. cores.Select(core => new DeviceSlot(Gpu: null, [core]))]);
    }

    /// <summary>Where the devices of a run are taken from.</summary>
    public IReadOnlyList<DeviceSlot> For(RunSpec spec) => UsesGpus(spec) ? Gpus : Cores;

    /// <summary>
    /// How many of them it needs: its GPUs, or a core for each thread of each device. A run that asks for more than there are gets all; on
    /// GPUs its trainer refuses, on a CPU its threads take turns.
    /// </summary>
    public int Need(RunSpec spec) => UsesGpus(spec) ? Math.Min(spec.Devices, Gpus.Count) : (int)Math.Min((long)spec.Devices * spec.ThreadsPerDevice, Cores.Count);

    /// <summary><see cref="Backend.Auto"/> is a GPU as soon as there is one, as for the trainer.</summary>
    public bool UsesGpus(RunSpec spec) => spec.Backend != Backend.Cpu && Gpus.Count > 0;

    /// <summary>None where there is not a core for each.</summary>
    private static int[] Share(IReadOnlyList<int> cores, int index, int of)
    {
        int each = cores.Count / of;
        return [.. cores.Skip(index * each).Take(each)];
    }
}
