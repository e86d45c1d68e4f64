using System.Collections.Concurrent;
using System.Runtime.Versioning;
using ExperimentRunner.Execution;
using ExperimentRunner.Execution.Devices;
using ExperimentRunner.Execution.Leases;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Tests.Execution.Leases;

public sealed class HostLeasesTests : IDisposable
{
    private static readonly DeviceSlot[] Two = [new("GPU-a", []), new("GPU-b", [])];

    private readonly TemporaryFolder folder = new();
    private readonly List<string> waits = [];

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Leases_are_handed_on_in_the_order_in_which_they_were_asked_for()
    {
        Lease first = await TakeAsync("first", 1);
        Task<Lease> both = TakeAsync("both", 2);
        await UntilWaitingAsync(1);
        Task<Lease> last = TakeAsync("last", 1);
        await UntilWaitingAsync(2);

        first.Dispose();
        Lease granted = await both;
        bool hasOvertaken = last.IsCompleted;
        granted.Dispose();
        using Lease end = await last;

        Assert.Equal(2, granted.Slots.Count);
        Assert.False(hasOvertaken);
        Assert.Contains("first", waits[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_who_come_and_go_at_the_same_time_no_two_have_one_device()
    {
        var held = new ConcurrentDictionary<string, string>();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(asker => Task.Run(async () =>
        {
            for (int time = 0; time < 30; time++)
            {
                using Lease lease = await TakeAsync($"{asker}", 1 + (time % 2));
                Assert.All(lease.Slots, slot => Assert.True(held.TryAdd(slot.Gpu!, $"{asker}")));
                await Task.Yield();
                Assert.All(lease.Slots, slot => Assert.True(held.TryRemove(slot.Gpu!, out _)));
            }
        })));

        Assert.Equal(["gate.lock"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Who_gives_up_leaves_the_line()
    {
        using Lease first = await TakeAsync("first", 1);
        using var stop = new CancellationTokenSource();
        Task<Lease> both = TakeAsync("both", 2, stop.Token);
        await UntilWaitingAsync(1);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => both);
        using Lease second = await TakeAsync("second", 1);
        Assert.Equal("GPU-b", Assert.Single(second.Slots).Gpu);
    }

    [Fact]
    public async Task Nothing_is_left_of_leases_that_ended()
    {
        (await TakeAsync("first", 2)).Dispose();

        Assert.Equal("gate.lock", Path.GetFileName(Assert.Single(Directory.GetFiles(folder.Path))));
    }

    [Fact]
    public async Task What_a_dead_process_left_is_free()
    {
        LeaseFile dead = new LeaseFolder(folder.Path, TimeProvider.System).Add();
        dead.Write(new LeaseClaim(1, Request("dead", 2), Two));
        string json = Assert.Single(Directory.GetFiles(folder.Path, "*.json"));
        byte[] content = await File.ReadAllBytesAsync(json);
        dead.Dispose();
        await File.WriteAllBytesAsync(json, content);
        await File.WriteAllBytesAsync(LeaseFolder.LockOf(json), []);

        using Lease lease = await TakeAsync("living", 2);

        Assert.Equal(2, lease.Slots.Count);
        Assert.False(File.Exists(json));
    }

    [Fact]
    public async Task What_one_left_that_was_killed_before_it_asked_or_while_it_gave_back_is_taken_away()
    {
        await File.WriteAllBytesAsync(folder["0123.lock"], []);
        await File.WriteAllBytesAsync(folder["4567.json"], []);

        (await TakeAsync("living", 2)).Dispose();

        Assert.Equal(["gate.lock"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task All_users_may_add_claims_and_read_those_of_others()
    {
        string shared = folder["shared"];
        using Lease lease = await new HostLeases(new LeaseFolder(shared, TimeProvider.System), TimeProvider.System).TakeAsync(Request("run", 1), _ => { }, CancellationToken.None);

        Assert.Equal((UnixFileMode)0b1_111_111_111, File.GetUnixFileMode(shared));
        Assert.All(Directory.GetFiles(shared), file => Assert.True(File.GetUnixFileMode(file).HasFlag(UnixFileMode.OtherRead), file));
    }

    [Fact]
    public void A_folder_that_can_not_be_made_is_told()
    {
        File.WriteAllText(folder["file"], "");

        var fault = Assert.Throws<UserFaultException>(() => new LeaseFolder(folder["file/leases"], TimeProvider.System));

        Assert.Contains("EXPERIMENT_RUNNER_LEASES", fault.Message, StringComparison.Ordinal);
    }

    private static LeaseRequest Request(string run, int count) => new(LeaseHolder.Of("sweep", run), Two, count, IsExclusive: false);

    private Task<Lease> TakeAsync(string run, int count, CancellationToken cancellationToken = default) =>
        new HostLeases(new LeaseFolder(folder.Path, TimeProvider.System), TimeProvider.System).TakeAsync(Request(run, count), Remember, cancellationToken);

    private void Remember(IReadOnlyList<LeaseHolder> holders)
    {
        lock (waits)
        {
            waits.Add(string.Join("; ", holders));
        }
    }

    private async Task UntilWaitingAsync(int waiting)
    {
        while (Count() < waiting)
        {
            await Task.Delay(10);
        }
    }

    private int Count()
    {
        lock (waits)
        {
            return waits.Count;
        }
    }
}
