using ExperimentRunner.Planning.Differences;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Tests.Matrix;

namespace ExperimentRunner.Tests.Planning;

public sealed class PlanDifferenceTests
{
    private const string Price = "report={ price_per_device_hour: 1.5, currency: EUR }";

    [Fact]
    public void The_same_matrix_makes_no_difference()
    {
        PlanDifference difference = Difference([], []);

        Assert.True(difference.IsNone);
        Assert.Equal(["As sweep small-20260131-142501-" + Hash() + ": the same 4 cells, the same 4 runs"], DifferenceText.Lines(difference));
    }

    [Fact]
    public void Cells_that_are_new_and_cells_that_are_gone_are_named()
    {
        PlanDifference difference = Difference([], ["matrix.devices=[1, 4]", "repeats=2"]);

        Assert.Equal(["devices 4, amp off", "devices 4, amp on"], difference.NewCells.Order(StringComparer.Ordinal));
        Assert.Equal(["devices 2, amp off", "devices 2, amp on"], difference.DroppedCells.Order(StringComparer.Ordinal));
        Assert.Equal((2, 0), (difference.SameCells, difference.ChangedCells));
        Assert.Equal((6, 2, 2), (difference.NewRuns, difference.DroppedRuns, difference.SameRuns));
        Assert.Equal([new SettingChange("repeats", "1", "2")], difference.Changes);
    }

    [Theory]
    [InlineData("train.epochs=9", "train.epochs", "3", "9")]
    [InlineData("matrix.batch_per_device=32", "batch_per_device", "16", "32")]
    [InlineData("data.image_size=32", "data.image_size", "64", "32")]
    public void What_all_runs_share_is_told_once(string change, string setting, string before, string after)
    {
        PlanDifference difference = Difference([], [change]);

        Assert.Equal([new SettingChange(setting, before, after)], difference.Changes);
        Assert.Equal((0, 0, 4, 0), (difference.NewCells.Count, difference.DroppedCells.Count, difference.ChangedCells, difference.SameCells));
        Assert.Equal((4, 4, 0), (difference.NewRuns, difference.DroppedRuns, difference.SameRuns));
    }

    [Fact]
    public void A_global_batch_that_changed_is_told_in_place_of_the_batches_that_follow_from_it()
    {
        const string strong = "name: x\nmatrix: { devices: [1, 2, 4], global_batch: 64 }";

        var difference = PlanDifference.Of(TestPlan.Of(strong), TestPlan.Of(strong, "matrix.global_batch=128"));

        Assert.Equal([new SettingChange("global_batch", "64", "128")], difference.Changes);
        Assert.Equal(3, difference.ChangedCells);
    }

    [Fact]
    public void What_is_shared_may_change_while_cells_come_and_go()
    {
        PlanDifference difference = Difference([], ["train.epochs=9", "matrix.devices=[2, 4]", "baseline={ devices: 2 }"]);

        Assert.Equal([new SettingChange("train.epochs", "3", "9"), new SettingChange("baseline", "devices 1, amp off", "devices 2, amp off")], difference.Changes);
        Assert.Equal((2, 2, 2), (difference.NewCells.Count, difference.DroppedCells.Count, difference.ChangedCells));
    }

    [Fact]
    public void Another_baseline_changes_the_learning_rates_that_follow_from_it()
    {
        PlanDifference difference = Difference(["matrix.lr_rule=linear"], ["matrix.lr_rule=linear", "baseline={ devices: 2 }"]);

        Assert.Equal([new SettingChange("baseline", "devices 1, amp off", "devices 2, amp off")], difference.Changes);
        Assert.Equal((0, 4), (difference.SameCells, difference.ChangedCells));
    }

    [Theory]
    [InlineData("seed=7", "seed", "1", "7")]
    [InlineData(Price, "report.price_per_device_hour", "none", "1.5 EUR")]
    [InlineData("limits.max_device_hours=2.5", "limits.max_device_hours", "none", "2.5")]
    [InlineData("limits.retries=2", "limits.retries", "0", "2")]
    [InlineData("limits.stall=90s", "limits.stall", "none", "90s")]
    [InlineData("timing=packed", "timing", "exclusive", "packed")]
    [InlineData("slurm.partition=gpu", "slurm.partition", "none", "gpu")]
    [InlineData("expect=speedup(devices=2) >= 1.6", "expect", "none", "speedup(devices=2) >= 1.6")]
    [InlineData("repeats={ min: 2, max: 8, until: 2% }", "repeats", "1", "2 to 8 until 2%")]
    public void What_decides_no_cell_never_changes_in_silence(string change, string setting, string before, string after)
    {
        PlanDifference difference = Difference([], [change]);

        Assert.Equal([new SettingChange(setting, before, after)], difference.Changes);
        Assert.Equal((0, 0, 4), (difference.NewCells.Count, difference.DroppedCells.Count, difference.SameCells));
        Assert.False(difference.IsNone);
    }

    [Fact]
    public void An_axis_that_a_sweep_gets_leaves_the_cells_that_it_had()
    {
        const string before = "name: x\nmatrix: { devices: [1, 2], batch_per_device: 16 }";

        var difference = PlanDifference.Of(TestPlan.Of(before), TestPlan.Of(before, "matrix.amp=[off, on]"));

        Assert.Equal((2, 0, 2), (difference.NewCells.Count, difference.DroppedCells.Count, difference.SameCells));
        Assert.Empty(difference.Changes);
    }

    [Fact]
    public async Task A_difference_is_a_few_lines()
    {
        PlanDifference difference = Difference([], ["train.epochs=9", "matrix.devices=[1, 4]", "repeats=3", Price]) with { DoneRuns = 0 };

        await Testing.Verifier.Verify(string.Join('\n', DifferenceText.Lines(difference)).Replace(Hash(), "HASH", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_many_cells_the_first_are_named()
    {
        IReadOnlyList<string> lines = DifferenceText.Lines(Difference([], [$"matrix.devices=[{string.Join(", ", Enumerable.Range(1, 24))}]"]));

        Assert.Equal(20, lines.Count(line => line.StartsWith("  new: ", StringComparison.Ordinal)));
        Assert.Contains("  and 24 more that are new; --format=json names all", lines);
    }

    private static string Hash() => TestPlan.Of(TestMatrix.Small).MatrixHash[..4];

    private static PlanDifference Difference(string[] before, string[] after) =>
        PlanDifference.Of(TestPlan.Of(TestMatrix.Small, before), TestPlan.Of(TestMatrix.Small, after));
}
