using ExperimentRunner.Commands.GitHub;
using ExperimentRunner.Matrix;
using ExperimentRunner.Tests.Matrix;

namespace ExperimentRunner.Tests.Commands.GitHub;

public sealed class JobMatrixTests
{
    private static readonly string[] Labels = ["self-hosted", "gpu"];

    private static readonly SweepDefinition Definition = TestMatrix.Definition("name: x\nmatrix: { devices: [1, 4, 2], batch_per_device: [16] }\nrepeats: 2");

    [Fact]
    public void Each_machine_does_a_repeat_of_all_cells_and_has_the_most_devices() => Assert.Equal(
        """{"include":[{"name":"shard 1 of 2","runs_on":["self-hosted","gpu","gpus-4"],"part":"--shard=1/2"},{"name":"shard 2 of 2","runs_on":["self-hosted","gpu","gpus-4"],"part":"--shard=2/2"}]}""",
        JobMatrix.Of(Definition, JobSplit.Repeats, shards: null, Labels).Write());

    [Fact]
    public void A_machine_for_each_number_of_devices_has_just_these() => Assert.Equal(
        [("gpus-1", "--where=devices==1"), ("gpus-2", "--where=devices==2"), ("gpus-4", "--where=devices==4")],
        JobMatrix.Of(Definition, JobSplit.Devices, shards: null, Labels).Include.Select(job => (job.RunsOn[^1], job.Part)));

    [Fact]
    public void The_number_of_shards_can_be_chosen() => Assert.Equal(
        ["--shard=1/3", "--shard=2/3", "--shard=3/3"],
        JobMatrix.Of(Definition, JobSplit.Repeats, shards: 3, Labels).Include.Select(job => job.Part));

    [Fact]
    public void Repeats_that_go_on_until_something_is_known_stay_on_one_machine() => Assert.Equal(
        ["--shard=1/1"],
        JobMatrix.Of(TestMatrix.Definition(TestMatrix.Small + "\nrepeats: { min: 2, max: 8, until: 2% }"), JobSplit.Repeats, shards: 4, Labels).Include.Select(job => job.Part));
}
