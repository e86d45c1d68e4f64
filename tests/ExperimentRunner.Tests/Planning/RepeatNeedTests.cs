using ExperimentRunner.Planning;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Tests.Execution;

namespace ExperimentRunner.Tests.Planning;

public sealed class RepeatNeedTests
{
    private static readonly RepeatPolicy Policy = new(3, 8, 0.02);

    [Fact]
    public void Without_a_rule_every_repeat_is_needed() => Assert.Null(RepeatNeed.Spares(null, Repeat(4), Results(100, 100, 100)));

    [Fact]
    public void The_least_number_of_repeats_is_needed_however_alike_they_are() => Assert.Null(RepeatNeed.Spares(Policy, Repeat(3), Results(100, 100)));

    [Fact]
    public void A_narrow_interval_spares_the_next_repeat() => Assert.Equal(
        "the images/s of 3 repeats are known to 0.4 %, and 2 % was asked.", RepeatNeed.Spares(Policy, Repeat(4), Results(100, 100.1, 99.9)));

    [Fact]
    public void A_wide_interval_needs_another_repeat() => Assert.Null(RepeatNeed.Spares(Policy, Repeat(4), Results(100, 104, 96)));

    [Fact]
    public void Repeats_that_failed_say_nothing() => Assert.StartsWith(
        "the images/s of 2 repeats", RepeatNeed.Spares(Policy, Repeat(4), [.. Results(100, 100.01), Result(1) with { Outcome = Failure() }]), StringComparison.Ordinal);

    [Fact]
    public void A_cell_that_never_finishes_is_not_tried_for_ever() => Assert.Equal(
        "none of the first 3 repeats finished.", RepeatNeed.Spares(Policy, Repeat(4), [.. Results(1, 1, 1).Select(result => result with { Outcome = Failure() })]));

    private static RunOutcome.Failed Failure() => new(FailureKind.Crash, 70, "crashed", []);

    private static PlannedRun Repeat(int repeat) => Plans.Of([1], repeats: 8).Runs[repeat - 1];

    private static RunResult[] Results(params double[] speeds) => [.. speeds.Select(Result)];

    private static RunResult Result(double speed) => new()
    {
        RunId = "x",
        Outcome = new RunOutcome.Finished(),
        Started = default,
        Ended = default,
        Timing = new RunTiming
        {
            WarmupSteps = 3,
            MeasuredSteps = 30,
            ImagesPerSecond = speed,
            StepSecondsMedian = 1,
            StepSecondsP95 = 1,
            Split = new StepSplit(0, 0, 1, 0, 0),
            PreparationSeconds = 0,
            TrainSeconds = 30,
            EvaluationSeconds = 0,
            WallSeconds = 31,
        },
    };
}
