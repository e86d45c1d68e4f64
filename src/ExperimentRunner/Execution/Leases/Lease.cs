using ExperimentRunner.Execution.Devices;

namespace ExperimentRunner.Execution.Leases;

/// <summary>Devices that nobody else on the machine is given until this is disposed, or the process ends.</summary>
internal sealed class Lease(LeaseFile file, IReadOnlyList<DeviceSlot> slots) : IDisposable
{
    public IReadOnlyList<DeviceSlot> Slots { get; } = slots;

    public void Dispose() => file.Dispose();
}
