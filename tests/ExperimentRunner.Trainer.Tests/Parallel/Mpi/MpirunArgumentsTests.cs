using ExperimentRunner.Trainer.Parallel.Mpi;

namespace ExperimentRunner.Trainer.Tests.Parallel.Mpi;

public sealed class MpirunArgumentsTests
{
    [Theory]
    [InlineData(2, 2, 4, 4, "--map-by slot:PE=2 --bind-to core")]
    [InlineData(4, 2, 4, 8, "--use-hwthread-cpus --map-by slot:PE=2 --bind-to hwthread")]
    [InlineData(4, 2, 4, 4, "--oversubscribe --bind-to none")]
    public void Each_process_gets_cores_of_its_own_where_there_are_enough(int devices, int threadsPerDevice, int cores, int threads, string binding)
    {
        string arguments = string.Join(' ', MpirunArguments.Of(devices, threadsPerDevice, new HostCores(cores, threads), isRoot: false, ["trainer"]));

        Assert.Equal($"-n {devices} --stdin none {binding} trainer", arguments);
    }

    [Fact]
    public void Processes_of_a_run_that_is_held_to_some_cores_stay_on_those() => Assert.Contains(
        "--oversubscribe --bind-to none",
        string.Join(' ', MpirunArguments.Of(2, 1, new HostCores(Cores: 64, Threads: 2) { IsHeld = true }, isRoot: false, [])),
        StringComparison.Ordinal);

    [Fact]
    public void Root_is_allowed_since_it_was_root_who_asked() =>
        Assert.Equal("--allow-run-as-root", MpirunArguments.Of(1, 1, new HostCores(1, 1), isRoot: true, [])[0]);
}
