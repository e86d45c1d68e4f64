using ExperimentRunner.Matrix;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Tests.Matrix;

public sealed class ExpansionTests
{
    [Fact]
    public void Cells_are_all_combinations_in_the_order_of_the_file()
    {
        SweepDefinition sweep = TestMatrix.Definition(TestMatrix.Small);

        Assert.Equal(["d1 Off", "d1 On", "d2 Off", "d2 On"], Shown(sweep));
    }

    [Fact]
    public void A_bare_value_is_an_axis_of_one()
    {
        SweepDefinition sweep = TestMatrix.Definition("name: x\nmatrix: { devices: 2, batch_per_device: 16 }");

        Assert.Equal(["d2 Off"], Shown(sweep));
    }

    [Fact]
    public void Any_setting_can_be_an_axis_and_wins_over_its_section()
    {
        SweepDefinition sweep = TestMatrix.Definition(
            "name: x\ntrain: { accumulate: 2 }\nmatrix: { batch_per_device: 16, train.accumulate: [1, 4] }");

        Assert.Equal([16, 64], sweep.Cells.Select(cell => cell.Spec.GlobalBatch));
    }

    [Fact]
    public void Exclude_removes_every_combination_that_it_fits_in_part()
    {
        SweepDefinition sweep = TestMatrix.Definition(TestMatrix.Small + "\n  exclude: [{ amp: on }, { devices: 2 }]");

        Assert.Equal(["d1 Off"], Shown(sweep));
    }

    [Fact]
    public void Include_adds_keys_to_the_combinations_that_it_fits()
    {
        SweepDefinition sweep = TestMatrix.Definition(TestMatrix.Small + "\n  include: [{ devices: 2, train.epochs: 9 }]");

        Assert.Equal([3, 3, 9, 9], sweep.Cells.Select(cell => cell.Spec.Train.Epochs));
    }

    [Fact]
    public void Include_without_an_axis_adds_keys_to_all_combinations_and_a_later_item_overwrites_them()
    {
        SweepDefinition sweep = TestMatrix.Definition(
            TestMatrix.Small + "\n  include: [{ train.epochs: 7 }, { amp: on, train.epochs: 9 }]");

        Assert.Equal([7, 9, 7, 9], sweep.Cells.Select(cell => cell.Spec.Train.Epochs));
    }

    [Fact]
    public void Include_that_would_change_an_axis_value_makes_a_cell_of_its_own_with_defaults()
    {
        SweepDefinition sweep = TestMatrix.Definition(TestMatrix.Small + "\n  include: [{ devices: 4, batch_per_device: 8 }]");

        Assert.Equal(5, sweep.Cells.Count);
        RunSpec made = sweep.Cells[^1].Spec;
        Assert.Equal((4, 8, Amp.Off, LearningRateRule.None), (made.Devices, made.BatchPerDevice, made.Amp, made.LrRule));
    }

    [Fact]
    public void Include_does_not_add_to_a_cell_that_include_made()
    {
        SweepDefinition sweep = TestMatrix.Definition(
            TestMatrix.Small + "\n  include: [{ devices: 4, batch_per_device: 8 }, { devices: 4, batch_per_device: 8, train.epochs: 9 }]");

        Assert.Equal([3, 3, 3, 3, 3, 9], sweep.Cells.Select(cell => cell.Spec.Train.Epochs));
    }

    [Fact]
    public void Include_alone_makes_all_cells()
    {
        SweepDefinition sweep = TestMatrix.Definition(
            "name: x\nmatrix: { include: [{ devices: 1, batch_per_device: 8 }, { devices: 2, batch_per_device: 8 }] }\nbaseline: { devices: 1 }");

        Assert.Equal(["d1 Off", "d2 Off"], Shown(sweep));
    }

    [Fact]
    public void Strong_scaling_stands_beside_weak_scaling_through_include()
    {
        SweepDefinition sweep = TestMatrix.Definition(TestMatrix.Small + "\n  include: [{ devices: 2, global_batch: 16 }]");

        Assert.Equal([16, 16, 16, 16, 8], sweep.Cells.Select(cell => cell.Spec.BatchPerDevice));
    }

    [Fact]
    public void A_global_batch_is_shared_by_devices_and_accumulated_micro_batches()
    {
        SweepDefinition sweep = TestMatrix.Definition("name: x\ntrain: { accumulate: 2 }\nmatrix: { devices: [1, 2, 4], global_batch: 64 }");

        Assert.Equal([32, 16, 8], sweep.Cells.Select(cell => cell.Spec.BatchPerDevice));
        Assert.All(sweep.Cells, cell => Assert.Equal(64, cell.Spec.GlobalBatch));
    }

    [Fact]
    public void A_matrix_of_10_000_runs_is_read_and_one_more_is_refused()
    {
        string axis = $"name: x\nmatrix: {{ batch_per_device: 1, data.test_images: [{string.Join(", ", Enumerable.Range(1, 1000))}] }}";

        Assert.Equal(1000, TestMatrix.Definition(axis, "repeats=10").Cells.Count);
        Assert.Equal("EXP034", Assert.Single(TestMatrix.Faults(axis, "repeats=11")).Code);
    }

    [Fact]
    public void Of_20_000_combinations_where_may_leave_few()
    {
        string axes = $"name: x\nmatrix: {{ batch_per_device: 1, data.test_images: [{string.Join(", ", Enumerable.Range(1, 1000))}], threads_per_device: [{string.Join(", ", Enumerable.Range(1, 20))}]";

        SweepDefinition sweep = TestMatrix.Definition(axes + ", where: data.test_images <= 25 }");

        Assert.Equal((500, 19_500), (sweep.Cells.Count, sweep.Excluded.Count));
        Assert.Equal(["EXP034"], TestMatrix.Faults(axes + ", where: data.test_images <= 501 }").Select(fault => fault.Code));
    }

    private static IEnumerable<string> Shown(SweepDefinition sweep) =>
        sweep.Cells.Select(cell => $"d{cell.Spec.Devices} {cell.Spec.Amp}");
}
