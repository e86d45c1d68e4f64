using System.Text.Json.Serialization;
using ExperimentRunner.Execution.Devices;

namespace ExperimentRunner.Execution.Leases;

/// <summary>A request with its place in the line; the content of a claim's file.</summary>
/// <param name="Ticket">Lower ones came first.</param>
/// <param name="Granted">What it was given; null while it waits.</param>
internal sealed record LeaseClaim(long Ticket, LeaseRequest Request, IReadOnlyList<DeviceSlot>? Granted)
{
    [JsonRequired]
    public int Version { get; init; } = 1;
}
