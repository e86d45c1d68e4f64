using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Data;
using ExperimentRunner.Trainer.Devices;
using TorchSharp;

namespace ExperimentRunner.Trainer.Tests.Data;

public sealed class LoaderThreadsTests
{
    [Theory]
    [InlineData(Backend.Cpu, 2, 2, 1)]
    [InlineData(Backend.Cpu, 1, 2, 1)]
    [InlineData(Backend.Cpu, 2, 8, 3)]
    [InlineData(Backend.Cpu, 1, 16, 4)]
    [InlineData(Backend.Cuda, 4, 16, 4)]
    [InlineData(Backend.Cuda, 8, 16, 2)]
    [InlineData(Backend.Cuda, 1, 64, 4)]
    [InlineData(Backend.Cuda, 8, 4, 1)]
    public void Zero_chooses_up_to_four_of_the_cores_that_do_not_compute(Backend backend, int devices, int cores, int expected) =>
        Assert.Equal(new LoaderThreads(expected), LoaderThreads.Choose(workers: 0, DevicesOf(backend, devices), devices, cores));

    [Fact]
    public void A_number_that_the_cores_allow_is_taken_as_it_is() =>
        Assert.Equal(new LoaderThreads(6), LoaderThreads.Choose(workers: 6, DevicesOf(Backend.Cpu, 2), sharing: 2, cores: 12));

    [Fact]
    public void More_threads_than_cores_are_cut_with_a_warning()
    {
        LoaderThreads threads = LoaderThreads.Choose(workers: 16, DevicesOf(Backend.Cuda, 2), sharing: 2, cores: 8);

        Assert.Equal(4, threads.PerDevice);
        Assert.Contains("data.workers: 16", threads.Warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 8, 8, 1)]
    [InlineData(4, 8, 8, 4)]
    [InlineData(4, 2, 8, 1)]
    [InlineData(4, 4, 8, 2)]
    [InlineData(3, 4, 8, 2)]
    public void Processes_share_the_cores_that_they_are_not_bound_away_from(int processes, int cores, int hostCores, int expected) =>
        Assert.Equal(expected, LoaderThreads.SharingProcesses(processes, cores, hostCores));

    [Fact]
    public void Devices_of_other_processes_on_the_same_cores_count() =>
        Assert.Equal(new LoaderThreads(1), LoaderThreads.Choose(workers: 0, DevicesOf(Backend.Cpu, 1), sharing: 4, cores: 8));

    private static ComputeDevices DevicesOf(Backend backend, int count) => new(backend, [.. Enumerable.Repeat(torch.CPU, count)], ThreadsPerDevice: 1, "test");
}
