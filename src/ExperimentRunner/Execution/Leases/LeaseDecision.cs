using ExperimentRunner.Execution.Devices;

namespace ExperimentRunner.Execution.Leases;

/// <summary>What comes of a claim at this moment.</summary>
internal abstract record LeaseDecision
{
    private LeaseDecision()
    {
    }

    public sealed record Granted(IReadOnlyList<DeviceSlot> Slots) : LeaseDecision;

    /// <param name="For">Those that hold what is needed, or came first. At least one.</param>
    public sealed record Waits(IReadOnlyList<LeaseHolder> For) : LeaseDecision;
}
