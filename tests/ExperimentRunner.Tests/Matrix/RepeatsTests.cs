using ExperimentRunner.Planning;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Tests.Planning;

namespace ExperimentRunner.Tests.Matrix;

public sealed class RepeatsTests
{
    [Fact]
    public void A_number_of_repeats_is_fixed() =>
        Assert.Equal(new RepeatPolicy(3, 3, null), TestMatrix.Definition(TestMatrix.Small + "\nrepeats: 3").Repeats);

    [Fact]
    public void Repeats_go_on_until_an_interval_is_narrow_enough() =>
        Assert.Equal(new RepeatPolicy(2, 8, 0.02), TestMatrix.Definition(TestMatrix.Small + "\nrepeats: { min: 2, max: 8, until: 2% }").Repeats);

    [Fact]
    public void An_override_reaches_a_bound() =>
        Assert.Equal(4, TestMatrix.Definition(TestMatrix.Small + "\nrepeats: { min: 2, max: 8, until: 2% }", "repeats.max=4").Repeats.Most);

    [Fact]
    public void The_plan_has_all_repeats_that_may_be_needed_and_the_rule()
    {
        SweepPlan plan = TestPlan.Of(TestMatrix.Definition(TestMatrix.Small + "\nrepeats: { min: 2, max: 5, until: 1.5% }"));

        Assert.Equal((5, new RepeatPolicy(2, 5, 0.015)), (plan.Repeats, plan.AdaptiveRepeats));
        Assert.Equal(20, plan.Runs.Count);
    }

    [Fact]
    public void Another_rule_is_another_matrix() => Assert.NotEqual(
        MatrixHash.Of(TestMatrix.Definition(TestMatrix.Small + "\nrepeats: { min: 2, max: 5, until: 1% }")),
        MatrixHash.Of(TestMatrix.Definition(TestMatrix.Small + "\nrepeats: { min: 2, max: 5, until: 2% }")));

    [Theory]
    [InlineData("{ min: 2, max: 8 }", "EXP012")]
    [InlineData("{ min: 8, max: 2, until: 2% }", "EXP083")]
    [InlineData("{ min: 1, max: 2, until: 2% }", "EXP014")]
    [InlineData("{ min: 2, max: 2000, until: 2% }", "EXP014")]
    [InlineData("{ min: 2, max: 8, until: 0% }", "EXP014")]
    [InlineData("{ min: 2, max: 8, until: 2 }", "EXP013")]
    [InlineData("{ min: 2, max: 8, until: x% }", "EXP013")]
    [InlineData("{ min: 2, max: 8, until: 2%, util: 3% }", "EXP010")]
    public void A_rule_without_sense_is_a_fault(string repeats, string code) =>
        Assert.Equal([code], TestMatrix.Faults(TestMatrix.Small + $"\nrepeats: {repeats}").Select(fault => fault.Code));
}
