using ExperimentRunner.Execution;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Tests.Execution;

public sealed class SweepEtaTests
{
    private readonly SweepPlan plan = Plans.Of([1, 2], repeats: 2);

    [Fact]
    public void Before_anything_is_measured_it_is_the_estimate() => Assert.Equal(TimeSpan.FromSeconds(30), Eta().Remaining([]));

    [Fact]
    public void A_measured_cell_takes_as_long_again_and_others_are_corrected_by_it()
    {
        SweepEta eta = Eta();

        eta.End(plan.Runs[0], Took(40, new RunOutcome.Finished()));

        // 4 x the estimate of 10 s, so each run of the other cell is to take 4 x 5 s.
        Assert.Equal(TimeSpan.FromSeconds(40 + 20 + 20), eta.Remaining([]));
    }

    [Fact]
    public void The_run_at_work_counts_by_what_is_left_of_it() =>
        Assert.Equal(TimeSpan.FromSeconds(30 - 7.5), Eta().Remaining([(plan.Runs[0], 0.75)]));

    [Fact]
    public void A_failed_run_takes_no_more_time_and_says_nothing_of_the_others()
    {
        SweepEta eta = Eta();

        eta.End(plan.Runs[0], Took(1, new RunOutcome.Cancelled("")));
        eta.End(plan.Runs[1], Took(1, new RunOutcome.Cancelled("")));

        Assert.Equal(TimeSpan.FromSeconds(15), eta.Remaining([]));
    }

    [Fact]
    public void Runs_side_by_side_share_the_time()
    {
        var eta = new SweepEta(plan, _ => 10, run => run.Spec.Devices / 4.0);

        // 2 x 10 s on a quarter of the machine, 2 x 10 s on half of it, of which one is half done.
        Assert.Equal(TimeSpan.FromSeconds(5 + 10 - 2.5), eta.Remaining([(plan.Runs[1], 0.5)]));
    }

    private static RunResult Took(double seconds, RunOutcome outcome) => new()
    {
        RunId = "",
        Outcome = outcome,
        Started = DateTimeOffset.UnixEpoch,
        Ended = DateTimeOffset.UnixEpoch.AddSeconds(seconds),
    };

    private SweepEta Eta() => new(plan, run => run.Spec.Devices == 1 ? 10 : 5, _ => 1);
}
