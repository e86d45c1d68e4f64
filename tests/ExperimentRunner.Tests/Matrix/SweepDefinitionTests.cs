using ExperimentRunner.Matrix;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Tests.Matrix;

public sealed class SweepDefinitionTests
{
    [Fact]
    public void What_is_left_out_has_the_defaults_of_the_specs()
    {
        SweepDefinition sweep = TestMatrix.Definition("name: x\nmatrix: { batch_per_device: 16 }");

        RunSpec expected = new()
        {
            Model = new(),
            Data = new(),
            Train = new(),
            Devices = 1,
            BatchPerDevice = 16,
            Amp = Amp.Off,
            LrRule = LearningRateRule.None,
            LrFactor = 1,
            Seed = 0,
        };
        Assert.Equal(expected, Assert.Single(sweep.Cells).Spec);
        Assert.Equal((1, 1, new SweepLimits(), TimingMode.Exclusive, null), (sweep.Repeats.Most, sweep.Seed, sweep.Limits, sweep.Timing, sweep.Slurm));
    }

    [Fact]
    public void The_example_of_the_format_is_read_as_it_is_written()
    {
        const string yaml = """
            name: resnet18-speedup
            model: { name: resnet18, weights: none }
            data: { source: image_folder, path: data/fruits, image_size: 64 }
            train: { epochs: 3, base_lr: 0.05, momentum: 0.9, weight_decay: 5.0e-4, warmup_epochs: 1, accumulate: 1 }
            matrix:
              devices: [1, 2]
              batch_per_device: [16, 32]
              lr_rule: [none, sqrt, linear, table]
              amp: [off, on]
            repeats: 2
            seed: 1
            baseline: { devices: 1, batch_per_device: 16, lr_rule: none, amp: off }
            limits: { run_timeout: 30m }
            """;

        SweepDefinition sweep = TestMatrix.Definition(yaml, TestMatrix.Folder("/sweeps/data/fruits"));

        Assert.Equal(32, sweep.Cells.Count);
        Assert.Equal(TimeSpan.FromMinutes(30), sweep.Limits.RunTimeout);
        Assert.All(sweep.Cells, cell => Assert.Equal("/sweeps/data/fruits", cell.Spec.Data.Path));
        Assert.Equal([Amp.Off, Amp.On], sweep.Cells.Select(cell => cell.Spec.Amp).Distinct());
    }

    [Fact]
    public void On_and_off_are_words_and_not_the_booleans_of_YAML_1_1()
    {
        SweepDefinition sweep = TestMatrix.Definition("name: off\nmatrix: { batch_per_device: 16, amp: [off, on, \"bf16\", 'fp16'] }");

        Assert.Equal("off", sweep.Name);
        Assert.Equal([Amp.Off, Amp.On, Amp.Bf16, Amp.Fp16], sweep.Cells.Select(cell => cell.Spec.Amp));
    }

    [Theory]
    [InlineData("90s", 90)]
    [InlineData("30m", 1800)]
    [InlineData("2h", 7200)]
    [InlineData("1h30m", 5400)]
    public void Times_are_written_with_their_unit(string text, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), TestMatrix.Definition(TestMatrix.Small, $"limits.run_timeout={text}").Limits.RunTimeout);

    [Fact]
    public void Aliases_are_written_out()
    {
        SweepDefinition sweep = TestMatrix.Definition(
            "name: x\nmatrix:\n  batch_per_device: &sixteen [16]\n  devices: [1, 2]\n  train.epochs: *sixteen\nbaseline: { devices: 2 }");

        Assert.All(sweep.Cells, cell => Assert.Equal(16, cell.Spec.Train.Epochs));
    }

    [Fact]
    public void The_baseline_has_the_first_value_of_every_axis_that_it_leaves_out()
    {
        SweepDefinition sweep = TestMatrix.Definition(TestMatrix.Small + "\nbaseline: { amp: on }");

        Assert.Equal((1, Amp.On), (sweep.Baseline.Spec.Devices, sweep.Baseline.Spec.Amp));
    }

    [Fact]
    public void The_baseline_can_be_a_cell_that_include_made()
    {
        SweepDefinition sweep = TestMatrix.Definition(
            TestMatrix.Small + "\n  include: [{ devices: 4, global_batch: 8 }]\nbaseline: { devices: 4, global_batch: 8 }");

        Assert.Equal(4, sweep.Baseline.Spec.Devices);
        Assert.Contains(sweep.Baseline, sweep.Cells);
    }

    [Fact]
    public void Only_the_axes_that_vary_are_told_of_a_cell()
    {
        SweepDefinition sweep = TestMatrix.Definition(
            "name: x\nmatrix: { batch_per_device: 16, train.base_lr: [5e-2, 0.1], devices: [1, 2], include: [{ devices: 2, train.epochs: 9 }] }");

        Assert.Equal(
            [new("train.base_lr", "0.05"), new("devices", "1"), new("train.epochs", "3")],
            sweep.Cells[0].Axes);
        Assert.Equal(new AxisValue("train.epochs", "9"), sweep.Cells[1].Axes[^1]);
    }

    [Fact]
    public void A_sweep_of_one_cell_is_told_by_its_devices()
    {
        SweepDefinition sweep = TestMatrix.Definition("name: x\nmatrix: { batch_per_device: 16 }");

        Assert.Equal([new("devices", "1")], Assert.Single(sweep.Cells).Axes);
    }

    [Fact]
    public void Generated_images_leave_out_the_path_so_that_it_makes_no_difference()
    {
        SweepDefinition sweep = TestMatrix.Definition(TestMatrix.Small, "data.path=/fruits");

        Assert.All(sweep.Cells, cell => Assert.Null(cell.Spec.Data.Path));
    }
}
