using ExperimentRunner.Execution.Devices;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Tests.Execution.Devices;

public sealed class DeviceInventoryTests
{
    private static readonly RunSpec OfTwo = Plans.Of([2]).Runs[0].Spec;

    [Fact]
    public void Each_gpu_has_its_share_of_the_cores_whichever_of_them_are_seen()
    {
        var all = DeviceInventory.Of(["GPU-a", "GPU-b"], visible: null, cores: [0, 1, 4, 5, 6]);
        var second = DeviceInventory.Of(["GPU-a", "GPU-b"], visible: "1", cores: [0, 1, 4, 5, 6]);

        Assert.Equal(["GPU-a,core 0,core 1", "GPU-b,core 4,core 5"], all.Gpus.Select(Text));
        Assert.Equal(["GPU-b,core 4,core 5"], second.Gpus.Select(Text));
    }

    [Fact]
    public void Gpus_that_outnumber_the_cores_share_them() =>
        Assert.Equal(["GPU-a", "GPU-b", "GPU-c"], DeviceInventory.Of(["GPU-a", "GPU-b", "GPU-c"], null, [0, 1]).Gpus.Select(Text));

    [Theory]
    [InlineData(Backend.Auto, 1, 2)]
    [InlineData(Backend.Cuda, 1, 2)]
    [InlineData(Backend.Cpu, 1, 2)]
    [InlineData(Backend.Cpu, 2, 4)]
    [InlineData(Backend.Cpu, 3, 5)]
    public void A_run_needs_its_gpus_or_a_core_for_each_thread_but_no_more_than_there_are(Backend backend, int threads, int expected)
    {
        var machine = DeviceInventory.Of(["GPU-a", "GPU-b", "GPU-c"], null, [0, 1, 2, 3, 4]);

        int need = machine.Need(OfTwo with { Backend = backend, ThreadsPerDevice = threads });

        Assert.Equal(expected, need);
    }

    [Fact]
    public void Without_gpus_runs_get_cores()
    {
        var machine = DeviceInventory.Of([], null, [2, 3]);

        Assert.Equal(["core 2", "core 3"], machine.For(OfTwo with { Backend = Backend.Auto }).Select(Text));
    }

    [Theory]
    [InlineData("0-3,8,10-11", new[] { 0, 1, 2, 3, 8, 10, 11 })]
    [InlineData("\t5\n", new[] { 5 })]
    public void The_kernels_list_of_cores_is_read(string list, int[] cores) => Assert.Equal(cores, AllowedCores.Parse(list));

    [Fact]
    public void This_process_may_use_a_core() => Assert.NotEmpty(AllowedCores.Read());

    private static string Text(DeviceSlot slot) => string.Join(',', slot.Resources);
}
