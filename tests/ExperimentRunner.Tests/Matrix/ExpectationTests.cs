using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Tests.Matrix;

public sealed class ExpectationTests
{
    [Theory]
    [InlineData("speedup(devices=2) >= 1.6", Measure.Speedup, Comparison.AtLeast, 1.6)]
    [InlineData("speedup(devices=2) > 1.6x", Measure.Speedup, Comparison.Above, 1.6)]
    [InlineData("efficiency(devices=2) >= 90%", Measure.Efficiency, Comparison.AtLeast, 0.9)]
    [InlineData("images_per_second(amp=on) >= 200", Measure.ImagesPerSecond, Comparison.AtLeast, 200)]
    [InlineData("step_time() < 150ms", Measure.StepTime, Comparison.Below, 0.15)]
    [InlineData("accuracy() >= 0.95", Measure.Accuracy, Comparison.AtLeast, 0.95)]
    [InlineData("accuracy_drop(amp=on) <= 0.5pp", Measure.AccuracyDrop, Comparison.AtMost, 0.005)]
    [InlineData("accuracy_drop(amp=on) <= -0.5 pp", Measure.AccuracyDrop, Comparison.AtMost, -0.005)]
    [InlineData("time_to_target(devices=2) <= 2m", Measure.TimeToTarget, Comparison.AtMost, 120)]
    [InlineData("peak_memory() <= 2GiB", Measure.PeakMemory, Comparison.AtMost, 2147483648)]
    public void An_expectation_is_read_in_the_unit_of_its_measure(string text, Measure measure, Comparison comparison, double bound)
    {
        Expectation expectation = Assert.Single(TestMatrix.Definition(TestMatrix.Small + $"\ntrain: {{ target_accuracy: 0.9 }}\nexpect: [ \"{text}\" ]").Expectations);

        Assert.Equal((text, measure, comparison), (expectation.Text, expectation.Measure, expectation.Comparison));
        Assert.Equal(bound, expectation.Bound, 1e-12);
    }

    [Fact]
    public void An_expectation_names_the_cells_that_it_is_about()
    {
        Expectation expectation = Assert.Single(TestMatrix.Definition(TestMatrix.Small + "\nexpect: \"speedup(devices=2, amp == on) >= 2\"").Expectations);

        Assert.Equal([new("devices", "2"), new("amp", "on")], expectation.Cells);
    }

    [Fact]
    public void Weak_and_strong_scaling_in_one_matrix_both_have_a_reference() => Assert.Single(TestMatrix.Definition(
        "name: x\nmatrix: { devices: [1, 2], batch_per_device: [16], include: [{ devices: 2, global_batch: 16 }] }\nexpect: speedup(devices=2) >= 1.6").Expectations);

    [Theory]
    [InlineData("speedup(devices=2) >= 1.6pp", "EXP080", 30)]
    [InlineData("speedup(devices=2) == 1.6", "EXP080", 24)]
    [InlineData("sppedup(devices=2) >= 1.6", "EXP080", 5)]
    [InlineData("speedup devices=2 >= 1.6", "EXP080", 13)]
    [InlineData("speedup(device=2) >= 1.6", "EXP080", 13)]
    [InlineData("speedup(devices=2) >= 1.6 or more", "EXP080", 31)]
    [InlineData("speedup(devices=2) >= fast", "EXP080", 27)]
    [InlineData("peak_memory() <= 4", "EXP080", 23)]
    [InlineData("accuracy(amp=on", "EXP080", 20)]
    [InlineData("accuracy(amp=maybe) >= 0.5", "EXP016", 18)]
    [InlineData("accuracy(devices=4) >= 0.5", "EXP081", 5)]
    [InlineData("accuracy(lr_rule=sqrt) >= 0.5", "EXP031", 22)]
    [InlineData("speedup(devices=1) >= 1", "EXP081", 5)]
    [InlineData("time_to_target() <= 1m", "EXP082", 5)]
    public void An_expectation_that_can_not_be_judged_is_a_fault(string text, string code, int column)
    {
        var fault = Assert.Single(TestMatrix.Faults(TestMatrix.Small + $"\nexpect:\n  - {text}"));

        Assert.Equal((code, 8, column), (fault.Code, fault.Line, fault.Column));
    }
}
