using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Tracking.Shipping.Naming;

namespace ExperimentRunner.Tracking.Tests.Shipping.Naming;

public sealed class AxisLabelsTests
{
    [Theory]
    [InlineData(new[] { "none", "linear" }, new[] { "none", "linear" })]
    [InlineData(new[] { "1", "2", "4" }, new[] { "1", "2", "4" })]
    [InlineData(new[] { "0.0000000001", "0.0000000002" }, new[] { "0.0000000001", "0.0000000002" })]
    [InlineData(new[] { "weights/trained/a.pt", "weights/trained/b.pt" }, new[] { "a.pt", "b.pt" })]
    [InlineData(new[] { "x/model.pt", "y/model.pt", "none" }, new[] { "x/model.pt", "y/model.pt", "none" })]
    [InlineData(new[] { "checkpoints/b/model.pt", "checkpoints/a/model.pt" }, new[] { "2: checkpoints/b/model.pt", "1: checkpoints/a/model.pt" })]
    public void Words_of_an_axis_differ_in_ten_characters(string[] values, string[] labels) =>
        Assert.Equal(labels, values.Select(value => new AxisLabels(Plan(values)).Of(new AxisValue("model.weights", value))));

    [Theory]
    [InlineData("devices", "2", "d2-r1")]
    [InlineData("batch_per_device", "32", "b32-r1")]
    [InlineData("global_batch", "64", "g64-r1")]
    [InlineData("lr_rule", "sqrt", "sqrt-r1")]
    [InlineData("lr_rule", "none", "fixed-r1")]
    [InlineData("amp", "off", "fp32-r1")]
    [InlineData("amp", "bf16", "bf16-r1")]
    [InlineData("train.accumulate", "4", "accumulate=4-r1")]
    [InlineData("model.weights", "none", "weights=none-r1")]
    public void A_name_carries_what_varies(string axis, string value, string name)
    {
        using var sweep = new SampleSweep();
        PlannedRun run = sweep.Plan.Runs[0] with { Axes = [new(axis, value)] };

        Assert.Equal(name, RunNames.Of(run, new AxisLabels(sweep.Plan with { Runs = [run] })));
    }

    private static SweepPlan Plan(string[] values)
    {
        using var sweep = new SampleSweep();
        return sweep.Plan with { Runs = [.. values.Select(value => sweep.Plan.Runs[0] with { Axes = [new("model.weights", value)] })] };
    }
}
