using ExperimentRunner.Reporting.Remarks;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Tests.Reporting;

public sealed class PlanPolicyTests
{
    private static readonly SweepPlan Plan = Sweeps.CleanScaling().Plan();

    [Fact]
    public void A_plan_whose_repeats_stand_one_after_the_other_is_interleaved() =>
        Assert.StartsWith("interleaved,", PlanPolicy.Order(Plan), StringComparison.Ordinal);

    [Fact]
    public void A_plan_whose_cells_stand_one_after_the_other_is_not_interleaved() =>
        Assert.StartsWith("not interleaved,", PlanPolicy.Order(Plan with { Runs = [.. Plan.Runs.OrderBy(run => run.CellId)] }), StringComparison.Ordinal);

    [Fact]
    public void Seeds_that_cells_of_a_repeat_share_are_listed_by_repeat() =>
        Assert.Equal("the same for all cells of a repeat (42, 43, 44)", PlanPolicy.Seeds(Plan));

    [Fact]
    public void Seeds_that_differ_within_a_repeat_are_told_of()
    {
        PlannedRun other = Plan.Runs[0] with { Spec = Plan.Runs[0].Spec with { Seed = 7 } };

        Assert.Equal("cells of the same repeat have different seeds", PlanPolicy.Seeds(Plan with { Runs = [other, .. Plan.Runs.Skip(1)] }));
    }
}
