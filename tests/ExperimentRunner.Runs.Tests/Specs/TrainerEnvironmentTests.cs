using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Runs.Tests.Specs;

public sealed class TrainerEnvironmentTests
{
    [Fact]
    public void A_run_in_channels_last_gets_huge_pages()
    {
        Assert.Equal("glibc.malloc.hugetlb=1", TrainerEnvironment.Of(Run(MemoryFormat.ChannelsLast), tunables: null)["GLIBC_TUNABLES"]);
    }

    [Fact]
    public void A_run_in_another_format_gets_none()
    {
        Assert.Empty(TrainerEnvironment.Of(Run(MemoryFormat.Contiguous), tunables: null));
    }

    [Fact]
    public void A_users_own_tunables_are_kept()
    {
        Assert.Empty(TrainerEnvironment.Of(Run(MemoryFormat.ChannelsLast), tunables: "glibc.malloc.arena_max=1"));
    }

    private static RunSpec Run(MemoryFormat format) => Examples.Spec with { Train = new TrainSpec { MemoryFormat = format } };
}
