using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Trainer.Devices;

/// <summary>The most memory that a run used.</summary>
internal sealed class PeakMemory(ComputeDevices devices)
{
    /// <summary>
    /// On a CPU the highest resident memory of the process. On GPUs what the driver says is in use now on the fullest of them, which is close
    /// to the peak, since libtorch's allocator keeps what it took; other processes there count, too. Null where nobody tells.
    /// </summary>
    public long? Read() => devices.Backend == Backend.Cpu
        ? Processor.PeakResidentBytes()
        : devices.Torch.Max(device => NvidiaMemory.UsedBytes(device.index));
}
