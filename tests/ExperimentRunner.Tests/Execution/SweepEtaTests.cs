using ExperimentRunner.Execution;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Tests.Execution;

public sealed class SweepEtaTests
{
    private readonly SweepPlan plan = Plans.Of([1, 2], repeats: 2);

    [Fact]
    public void Before_anything_is_measured_it_is_the_estimate() => Assert.Equal(TimeSpan.FromSeconds(30), Eta().Remaining());

    [Fact]
    public void A_measured_cell_takes_as_long_again_and_others_are_corrected_by_it()
    {
        SweepEta eta = Eta();

        eta.End(plan.Runs[0], TimeSpan.FromSeconds(40));

        // 4 x the estimate of 10 s, so each run of the other cell is to take 4 x 5 s.
        Assert.Equal(TimeSpan.FromSeconds(40 + 20 + 20), eta.Remaining());
    }

    [Fact]
    public void The_run_at_work_counts_by_what_is_left_of_it() =>
        Assert.Equal(TimeSpan.FromSeconds(30 - 7.5), Eta().Remaining(plan.Runs[0], shareDone: 0.75));

    [Fact]
    public void A_run_that_was_settled_before_takes_no_time()
    {
        SweepEta eta = Eta();

        eta.Skip(plan.Runs[0]);
        eta.Skip(plan.Runs[1]);

        Assert.Equal(TimeSpan.FromSeconds(15), eta.Remaining());
    }

    private SweepEta Eta() => new(plan, run => run.Spec.Devices == 1 ? 10 : 5);
}
