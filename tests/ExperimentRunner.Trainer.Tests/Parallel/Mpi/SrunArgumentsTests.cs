using ExperimentRunner.Trainer.Parallel.Mpi;

namespace ExperimentRunner.Trainer.Tests.Parallel.Mpi;

public sealed class SrunArgumentsTests
{
    [Fact]
    public void Each_device_is_a_task_with_its_own_cores_and_all_end_when_one_fails() =>
        Assert.Equal("--mpi=pmix --ntasks=4 --cpus-per-task=2 --kill-on-bad-exit=1 --input=none trainer", string.Join(' ', SrunArguments.Of(4, 2, ["trainer"])));
}
