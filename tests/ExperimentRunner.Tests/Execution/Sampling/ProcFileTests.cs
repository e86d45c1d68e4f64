using ExperimentRunner.Execution.Sampling;

namespace ExperimentRunner.Tests.Execution.Sampling;

/// <summary>What the kernel tells, as it stood in files of one machine.</summary>
public sealed class ProcFileTests
{
    [Fact]
    public void Waiting_for_the_disk_is_no_work()
    {
        var before = CpuTimes.Parse("cpu  100 0 50 800 50 0 0 0 0 0\ncpu0 1 1 1 1 1 1 1 1 1 1\n");
        var now = CpuTimes.Parse("cpu  160 10 70 850 100 5 5 0 30 0\ncpu0 1 1 1 1 1 1 1 1 1 1\n");

        Assert.Equal(50, now.PercentSince(before));
        Assert.Null(now.PercentSince(now));
    }

    [Fact]
    public void Memory_that_is_available_is_not_used()
    {
        var memory = MemoryUse.Parse("MemTotal:       2000000 kB\nMemFree:          100000 kB\nMemAvailable:    500000 kB\n");

        Assert.Equal(1536, memory.UsedMegabytes);
        Assert.Equal(75, memory.UsedPercent);
    }

    [Fact]
    public void The_loopback_is_no_network()
    {
        var traffic = NetworkTraffic.Parse("""
            Inter-|   Receive                                                |  Transmit
             face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
                lo: 999999     10    0    0    0     0          0         0   999999     10    0    0    0     0       0          0
              eth0: 1000       10    0    0    0     0          0         0     200      2    0    0    0     0       0          0
              eth1:5000       10    0    0    0     0          0         0     700      2    0    0    0     0       0          0
            """);

        Assert.Equal(new NetworkTraffic(6000, 900), traffic);
    }

    [Fact]
    public void A_name_with_spaces_and_brackets_does_not_shift_the_fields_of_a_process()
    {
        var use = ProcessUse.Parse("42 (a) b (c) S 1 42 42 0 -1 4194560 1 2 3 4 150 50 0 0 20 0 7 0 100 1000000 25 18446744073709551615 1 1 0");

        Assert.Equal(2, use.CpuSeconds);
        Assert.Equal(25L * Environment.SystemPageSize, use.ResidentBytes);
    }

    [SkippableFact]
    public void The_kernel_of_this_machine_is_understood()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Only Linux has /proc.");
        var moment = Moment.Read(Environment.ProcessId, TimeProvider.System);

        Assert.True(moment is { Cpu: not null, Memory: { UsedPercent: > 0 and < 100 }, Network: not null, Trainer: { CpuSeconds: > 0, ResidentBytes: > 1_000_000 } }, moment.ToString());
    }

    [Fact]
    public void A_process_that_has_ended_has_no_use() => Assert.Null(ProcessUse.Read(int.MaxValue));
}
