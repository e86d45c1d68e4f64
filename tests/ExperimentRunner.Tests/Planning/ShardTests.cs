using ExperimentRunner.Planning;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Tests.Matrix;

namespace ExperimentRunner.Tests.Planning;

public sealed class ShardTests
{
    private static readonly SweepPlan Plan = TestPlan.Of(TestMatrix.Definition(
        "name: x\nmatrix: { devices: [1, 2, 4], batch_per_device: [16], amp: [off, on] }\nrepeats: 3"));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(18)]
    public void Shards_have_every_run_once_and_differ_by_one_at_most(int count)
    {
        string[][] shards = [.. Enumerable.Range(1, count).Select(index => Ids(new Shard(index, count, null, _ => true)))];

        Assert.Equal(Plan.Runs.Select(run => run.RunId), shards.SelectMany(ids => ids));
        Assert.InRange(shards.Max(ids => ids.Length) - shards.Min(ids => ids.Length), 0, 1);
    }

    [Fact]
    public void As_many_shards_as_repeats_do_a_repeat_of_all_cells_each()
    {
        SweepPlan second = new Shard(2, 3, null, _ => true).Of(Plan).Own();

        Assert.All(second.Runs, run => Assert.Equal(2, run.Repeat));
        Assert.Equal(6, second.Runs.Select(run => run.CellId).Distinct().Count());
    }

    [Fact]
    public void A_condition_parts_by_cells_and_pieces_part_what_is_left()
    {
        SweepPlan plan = new Shard(1, 2, "devices == 4", spec => spec.Devices == 4).Of(Plan);

        Assert.Equal("1/2 of devices == 4", plan.Shard);
        Assert.Equal(Plan.Runs.Count, plan.Runs.Count);
        Assert.Equal(3, plan.Own().Runs.Count);
        Assert.All(plan.Own().Runs, run => Assert.Equal(4, run.Spec.Devices));
    }

    private static string[] Ids(Shard shard) => [.. shard.Of(Plan).Own().Runs.Select(run => run.RunId)];
}
