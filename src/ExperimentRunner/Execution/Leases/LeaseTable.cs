using ExperimentRunner.Execution.Devices;

namespace ExperimentRunner.Execution.Leases;

/// <summary>
/// Decides on claims: all that was asked or nothing, and first come, first served. A claim never takes what one before it waits for,
/// so nobody starves, and nobody holds a part while it waits, so nobody locks another out for ever.
/// </summary>
internal static class LeaseTable
{
    /// <param name="others">All other claims whose processes live.</param>
    public static LeaseDecision Decide(LeaseClaim claim, IEnumerable<LeaseClaim> others)
    {
        LeaseRequest wanted = claim.Request;
        LeaseClaim[] first = [.. others.Where(other => other.Granted is not null || other.Ticket < claim.Ticket)];
        LeaseClaim[] inTheWay = [.. first.Where(other => wanted.IsExclusive || other.Request.IsExclusive)];
        if (inTheWay.Length > 0)
        {
            return Waits(inTheWay);
        }

        HashSet<string> taken = [.. first.SelectMany(Resources)];
        DeviceSlot[] chosen = Choose(wanted, slot => !slot.Resources.Any(taken.Contains));
        HashSet<string> needed = [.. wanted.Candidates.SelectMany(slot => slot.Resources)];
        return chosen.Length == wanted.Count
            ? new LeaseDecision.Granted(chosen)
            : Waits(first.Where(other => Resources(other).Any(needed.Contains)));
    }

    private static LeaseDecision.Waits Waits(IEnumerable<LeaseClaim> claims) => new([.. claims.OrderBy(other => other.Ticket).Select(other => other.Request.Holder)]);

    /// <summary>What a claim holds, or what it may be given soon.</summary>
    private static IEnumerable<string> Resources(LeaseClaim claim) => (claim.Granted ?? claim.Request.Candidates).SelectMany(slot => slot.Resources);

    /// <summary>Neighbours from a multiple of their number on, if they are free, since those share links and memory on most machines; else the first that are.</summary>
    private static DeviceSlot[] Choose(LeaseRequest wanted, Func<DeviceSlot, bool> isFree) =>
        wanted.Candidates.Chunk(Math.Max(1, wanted.Count)).FirstOrDefault(block => block.Length == wanted.Count && block.All(isFree))
        ?? [.. wanted.Candidates.Where(isFree).Take(wanted.Count)];
}
