using ExperimentRunner.Execution;
using ExperimentRunner.Execution.Slurm;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Tests.Execution.Slurm;

public sealed class SlurmArrayTests
{
    [Fact]
    public void Runs_of_one_repeat_and_one_device_count_are_an_array_in_the_order_of_the_plan()
    {
        SweepPlan plan = Cpu(Plans.Of([2, 1, 2, 1], repeats: 2));

        IReadOnlyList<SlurmArray> arrays = SlurmArray.Of(plan.Runs, maxTasks: 100);

        Assert.Equal([(1, 2, 2), (1, 1, 2), (2, 2, 2), (2, 1, 2)], arrays.Select(array => (array.Repeat, array.Resources.Devices, array.Runs.Count)));
        Assert.Equal(plan.Runs.Select(run => run.RunId).Order(StringComparer.Ordinal), arrays.SelectMany(array => array.Runs).Select(run => run.RunId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_the_cluster_does_not_take_as_one_array_becomes_several()
    {
        SweepPlan plan = Cpu(Plans.Of([1, 1, 1, 1, 1]));

        Assert.Equal([2, 2, 1], SlurmArray.Of(plan.Runs, maxTasks: 2).Select(array => array.Runs.Count));
    }

    [Theory]
    [InlineData(Backend.Cpu, ParallelMode.Replicas, "--nodes=1 --ntasks=1 --cpus-per-task=12")]
    [InlineData(Backend.Cuda, ParallelMode.Replicas, "--nodes=1 --ntasks=1 --gres=gpu:4")]
    [InlineData(Backend.Cpu, ParallelMode.Processes, "--ntasks=4 --cpus-per-task=3")]
    [InlineData(Backend.Cuda, ParallelMode.Processes, "--ntasks=4 --gpus-per-task=1 --gpu-bind=none")]
    public void A_run_asks_for_what_its_devices_are(Backend backend, ParallelMode parallel, string options)
    {
        RunSpec spec = Plans.Of([4]).Runs[0].Spec with { Backend = backend, ThreadsPerDevice = 3 };

        SlurmResources resources = SlurmResources.Of(spec with { Train = spec.Train with { Parallel = parallel } });

        Assert.Equal(options, string.Join(' ', resources.Options));
    }

    [Fact]
    public void A_run_that_leaves_open_what_its_devices_are_is_refused()
    {
        UserFaultException fault = Assert.Throws<UserFaultException>(() => SlurmArray.Of(Plans.Of([1]).Runs, 10).Count);

        Assert.Contains("--set=backend=cuda", fault.Message, StringComparison.Ordinal);
    }

    private static SweepPlan Cpu(SweepPlan plan) => plan with { Runs = [.. plan.Runs.Select(run => run with { Spec = run.Spec with { Backend = Backend.Cpu } })] };
}
