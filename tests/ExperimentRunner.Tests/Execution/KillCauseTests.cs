using ExperimentRunner.Execution;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Tests.Execution;

public sealed class KillCauseTests : IDisposable
{
    private readonly TemporaryFolder root = new();

    [Theory]
    [InlineData(1L, 1L, FailureKind.OutOfMemory, "its control group was used up")]
    [InlineData(0L, 1L, FailureKind.OutOfMemory, "most likely the trainer")]
    [InlineData(null, 1L, FailureKind.OutOfMemory, "most likely the trainer")]
    [InlineData(0L, 0L, FailureKind.Crash, "Somebody killed the trainer")]
    [InlineData(null, 0L, FailureKind.Crash, "Somebody killed the trainer")]
    [InlineData(0L, null, FailureKind.OutOfMemory, "this system does not tell")]
    [InlineData(null, null, FailureKind.OutOfMemory, "this system does not tell")]
    public void What_the_kernel_counted_tells_who_killed_and_how_sure_that_is(long? inGroup, long? onMachine, FailureKind kind, string words)
    {
        var cause = KillCause.Of(
            new OutOfMemoryKills(inGroup is null ? null : 7, onMachine is null ? null : 40),
            new OutOfMemoryKills(7 + inGroup, 40 + onMachine));

        Assert.Equal(kind, cause.Kind);
        Assert.Contains(words, cause.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0::/user/run", "sys/fs/cgroup/user/run/memory.events", "low 0\noom 3\noom_kill 2\noom_group_kill 1\n")]
    [InlineData("11:cpu:/x\n4:memory:/user/run", "sys/fs/cgroup/memory/user/run/memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 2\n")]
    [InlineData("4:cpuset,memory:/user/run\n0::/", "sys/fs/cgroup/memory/user/run/memory.oom_control", "oom_kill 2\n")]
    public void Kills_are_read_from_either_version_of_control_groups(string groups, string file, string content)
    {
        Write("proc/self/cgroup", groups);
        Write(file, content);
        Write("proc/vmstat", "nr_free_pages 5\noom_kill 9\ndrop_pagecache 1\n");

        Assert.Equal(new OutOfMemoryKills(InGroup: 2, OnMachine: 9), OutOfMemoryKills.Count(root.Path));
    }

    [Fact]
    public void A_system_that_does_not_count_is_unknown() => Assert.Equal(new OutOfMemoryKills(null, null), OutOfMemoryKills.Count(root.Path));

    public void Dispose() => root.Dispose();

    private void Write(string file, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(root[file])!);
        File.WriteAllText(root[file], content);
    }
}
