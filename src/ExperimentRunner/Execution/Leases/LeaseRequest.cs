using ExperimentRunner.Execution.Devices;

namespace ExperimentRunner.Execution.Leases;

/// <summary>What a run needs.</summary>
/// <param name="Candidates">The devices that it may be given, in the order in which they are preferred.</param>
/// <param name="Count">How many of them; at most all.</param>
/// <param name="IsExclusive">Nobody else may work on the machine meanwhile.</param>
internal sealed record LeaseRequest(LeaseHolder Holder, IReadOnlyList<DeviceSlot> Candidates, int Count, bool IsExclusive);
