using CsCheck;
using ExperimentRunner.Matrix;
using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Planning;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Tests.Matrix;

namespace ExperimentRunner.Tests.Planning;

public sealed class SweepPlannerTests
{
    private static readonly Gen<SweepDefinition> Sweeps = Gen.Select(Gen.Int[1, 4], Gen.Int[1, 4], Gen.Int[1, 4], Gen.Int[1, 5], Gen.Int[0, 1000]).Select(
        (devices, amps, epochs, repeats, seed) => TestMatrix.Definition(
            $"name: x\nmatrix: {{ batch_per_device: 16, devices: [{Some(["1", "2", "3", "4"], devices)}], amp: [{Some(["off", "on", "bf16", "fp16"], amps)}], "
                + $"train.epochs: [{Some(["1", "2", "3", "4"], epochs)}] }}\nrepeats: {repeats}\nseed: {seed}"));

    [Fact]
    public void Every_cell_runs_once_in_every_repeat() => Sweeps.Sample(sweep =>
    {
        SweepPlan plan = TestPlan.Of(sweep);

        Assert.Equal(sweep.Cells.Count * sweep.Repeats.Most, plan.Runs.Select(run => run.RunId).Distinct().Count());
        Assert.All(plan.Runs.GroupBy(run => run.CellId), cell => Assert.Equal(Enumerable.Range(1, sweep.Repeats.Most), cell.Select(run => run.Repeat)));
    });

    [Fact]
    public void A_repeat_begins_when_the_one_before_is_done() => Sweeps.Sample(sweep =>
        TestPlan.Of(sweep).Runs.Select(run => run.Repeat).SequenceEqual(
            Enumerable.Range(1, sweep.Repeats.Most).SelectMany(repeat => Enumerable.Repeat(repeat, sweep.Cells.Count))));

    [Fact]
    public void The_seed_counts_up_with_the_repeat_and_nothing_else_changes() => Sweeps.Sample(sweep =>
    {
        SweepPlan plan = TestPlan.Of(sweep);

        Assert.All(plan.Runs, run => Assert.Equal(sweep.Seed + run.Repeat - 1, run.Spec.Seed));
        Assert.All(plan.Runs, run => Assert.Contains(sweep.Cells, cell => cell.Spec == run.Spec with { Seed = 0 }));
    });

    [Fact]
    public void The_baseline_is_one_of_the_cells() => Sweeps.Sample(sweep =>
    {
        SweepPlan plan = TestPlan.Of(sweep);

        return plan.Runs.Count(run => run.CellId == plan.BaselineCellId) == sweep.Repeats.Most;
    });

    [Fact]
    public void The_same_matrix_gives_the_same_plan() => Sweeps.Sample(sweep =>
        TestPlan.Of(sweep).Runs.Select(run => run.RunId).SequenceEqual(TestPlan.Of(sweep).Runs.Select(run => run.RunId)));

    [Fact]
    public void The_order_is_shuffled_and_differs_between_repeats()
    {
        SweepPlan plan = TestPlan.Of("name: x\nmatrix: { batch_per_device: 1, devices: [1, 2, 3, 4, 5, 6, 7, 8] }\nrepeats: 2");

        int[] devices = [.. plan.Runs.Select(run => run.Spec.Devices)];

        Assert.NotEqual(Enumerable.Range(1, 8), devices[..8]);
        Assert.NotEqual(devices[..8], devices[8..]);
    }

    [Fact]
    public void A_sweep_is_named_by_matrix_time_and_hash()
    {
        SweepPlan plan = TestPlan.Of(TestMatrix.Small);

        Assert.Equal($"small-20260131-142501-{plan.MatrixHash[..4]}", plan.SweepId);
        Assert.Equal(("small", TestPlan.Created, 1), (plan.Name, plan.Created, plan.Repeats));
    }

    [Fact]
    public void A_plan_tells_the_axes_that_vary()
    {
        PlannedRun run = TestPlan.Of(TestMatrix.Small).Runs[0];

        Assert.Equal(["devices", "amp"], run.Axes.Select(axis => axis.Axis));
        Assert.Equal(RunId.Of(run.Spec), run.RunId);
        Assert.Equal(RunId.OfCell(run.Spec), run.CellId);
    }

    [Fact]
    public void Limits_and_git_state_are_handed_on()
    {
        SweepDefinition sweep = TestMatrix.Definition(TestMatrix.Small, "limits.run_timeout=90s");
        var git = new GitState("0123abc", "main", IsDirty: true);

        var planned = Assert.IsType<SweepPlanning.Planned>(SweepPlanner.Plan(sweep, TestPlan.Images(sweep), TestPlan.Created, git));

        Assert.Equal((TimeSpan.FromSeconds(90), git), (planned.Plan.Limits.RunTimeout, planned.Plan.Git));
    }

    [Fact]
    public void A_batch_of_more_images_than_a_folder_has_is_told_where_it_was_written()
    {
        const string yaml = "name: x\ndata: { source: image_folder, path: fruits }\nmatrix: { devices: [1, 2], batch_per_device: 32 }";
        ImageFolders disk = TestMatrix.Folder("/sweeps/fruits");
        SweepDefinition sweep = TestMatrix.Definition(yaml, disk);

        var faulty = Assert.IsType<SweepPlanning.Faulty>(SweepPlanner.Plan(sweep, ImageCounts.Count(sweep, disk), TestPlan.Created, git: null));

        MatrixFault fault = Assert.Single(faulty.Faults);
        Assert.Equal(("m.yaml", 3, 46, "EXP028"), (fault.File, fault.Line, fault.Column, fault.Code));
        Assert.StartsWith("A global batch of 64 is more than the 60 training images", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_drop_last_a_batch_may_be_larger_than_all_images()
    {
        const string yaml = "name: x\ndata: { source: image_folder, path: fruits }\ntrain: { drop_last: false }\nmatrix: { batch_per_device: 64 }";
        ImageFolders disk = TestMatrix.Folder("/sweeps/fruits");
        SweepDefinition sweep = TestMatrix.Definition(yaml, disk);

        Assert.IsType<SweepPlanning.Planned>(SweepPlanner.Plan(sweep, ImageCounts.Count(sweep, disk), TestPlan.Created, git: null));
    }

    [Fact]
    public void Two_runs_with_one_id_are_refused()
    {
        SweepDefinition sweep = TestMatrix.Definition(TestMatrix.Small);
        SweepDefinition twice = sweep with { Cells = [.. sweep.Cells, sweep.Cells[0]] };

        var faulty = Assert.IsType<SweepPlanning.Faulty>(SweepPlanner.Plan(twice, TestPlan.Images(twice), TestPlan.Created, git: null));

        Assert.Equal("EXP050", Assert.Single(faulty.Faults).Code);
    }

    private static string Some(string[] values, int count) => string.Join(", ", values[..count]);
}
