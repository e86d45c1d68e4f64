using ExperimentRunner.Execution.Devices;
using ExperimentRunner.Execution.Leases;

namespace ExperimentRunner.Tests.Execution.Leases;

public sealed class LeaseTableTests
{
    private static readonly DeviceSlot[] Four = [.. "abcd".Select(name => new DeviceSlot($"GPU-{name}", []))];

    [Fact]
    public void Devices_that_nobody_holds_are_granted() => Assert.Equal("a b", Decide(Wants(2, ticket: 1)));

    [Fact]
    public void Held_devices_are_not_granted_again() => Assert.Equal("b", Decide(Wants(1, ticket: 2), Holds("a", ticket: 1)));

    [Fact]
    public void Neighbours_are_preferred() => Assert.Equal("c d", Decide(Wants(2, ticket: 2), Holds("a", ticket: 1)));

    [Fact]
    public void Without_free_neighbours_others_do() => Assert.Equal("b d", Decide(Wants(2, ticket: 3), Holds("a", ticket: 1), Holds("c", ticket: 2)));

    [Fact]
    public void All_is_granted_or_nothing() => Assert.Equal("waits for 1", Decide(Wants(4, ticket: 2), Holds("a", ticket: 1)));

    [Fact]
    public void Who_came_first_is_not_overtaken_by_one_that_needs_less() =>
        Assert.Equal("waits for 1, 2", Decide(Wants(1, ticket: 3), Holds("a", ticket: 1), Wants(4, ticket: 2)));

    [Fact]
    public void Who_waits_behind_is_not_waited_for() => Assert.Equal("b", Decide(Wants(1, ticket: 2), Holds("a", ticket: 1), Wants(4, ticket: 3)));

    [Fact]
    public void Sweeps_that_see_other_devices_do_not_wait_for_each_other() =>
        Assert.Equal("c d", Decide(Wants(2, ticket: 3, from: "cd"), Holds("a", ticket: 1), Wants(2, ticket: 2, from: "ab")));

    [Fact]
    public void Who_wants_the_machine_waits_for_all() =>
        Assert.Equal("waits for 1, 2", Decide(Wants(1, ticket: 3, from: "d", isExclusive: true), Holds("a", ticket: 1), Wants(1, ticket: 2, from: "c")));

    [Fact]
    public void Who_has_the_machine_is_waited_for_by_all() =>
        Assert.Equal("waits for 1", Decide(Wants(1, ticket: 2, from: "d"), Holds("a", ticket: 1, isExclusive: true)));

    [Fact]
    public void Who_waits_for_the_machine_is_not_overtaken() =>
        Assert.Equal("waits for 2", Decide(Wants(1, ticket: 3), Holds("a", ticket: 1), Wants(1, ticket: 2, isExclusive: true)));

    [Fact]
    public void Gpus_whose_cores_are_in_use_are_not_free()
    {
        DeviceSlot[] gpus = [new("GPU-a", [0]), new("GPU-b", [1])];
        LeaseClaim onCores = Claim(1, [new DeviceSlot(null, [0])], 1, isExclusive: false) with { Granted = [new DeviceSlot(null, [0])] };

        var decision = Assert.IsType<LeaseDecision.Granted>(LeaseTable.Decide(Claim(2, gpus, 1, isExclusive: false), [onCores]));

        Assert.Equal("GPU-b", Assert.Single(decision.Slots).Gpu);
    }

    private static string Decide(LeaseClaim claim, params LeaseClaim[] others) => LeaseTable.Decide(claim, others) switch
    {
        LeaseDecision.Granted granted => string.Join(' ', granted.Slots.Select(slot => slot.Gpu![^1])),
        LeaseDecision.Waits waits => $"waits for {string.Join(", ", waits.For.Select(holder => holder.ProcessId))}",
        var other => throw new InvalidOperationException($"{other}"),
    };

    private static LeaseClaim Wants(int count, int ticket, string from = "abcd", bool isExclusive = false) =>
        Claim(ticket, [.. Four.Where(slot => from.Contains(slot.Gpu![^1], StringComparison.Ordinal))], count, isExclusive);

    private static LeaseClaim Holds(string names, int ticket, bool isExclusive = false)
    {
        LeaseClaim claim = Wants(names.Length, ticket, names, isExclusive);
        return claim with { Granted = claim.Request.Candidates };
    }

    private static LeaseClaim Claim(int ticket, IReadOnlyList<DeviceSlot> from, int count, bool isExclusive) =>
        new(ticket, new LeaseRequest(new LeaseHolder("sweep", "run", ProcessId: ticket, "user"), from, count, isExclusive), Granted: null);
}
