using ExperimentRunner.Reporting;
using ExperimentRunner.Reporting.Verdicts;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Tests.Reporting;

public sealed class VerdictTests
{
    public static TheoryData<string> AllSweeps => new(Sweeps.All.Keys);

    [Theory]
    [MemberData(nameof(AllSweeps))]
    public void A_verdict_is_one_to_ten_points_long(string name) => Assert.InRange(Verdict.Of(Sweeps.All[name]().Report()).Count, 1, 10);

    [Fact]
    public void A_speedup_within_the_spread_is_not_claimed()
    {
        string sentence = First(new SweepBuilder("devices").Cell(new(1), (100, 0.9), (110, 0.9)).Cell(new(2), (108, 0.9), (112, 0.9)));

        Assert.StartsWith("No cell is distinguishably faster than the baseline", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_cell_that_is_as_fast_is_named()
    {
        string sentence = First(new SweepBuilder("devices").Cell(new(1), (100, 0.9), (101, 0.9)).Cell(new(2), (190, 0.9), (194, 0.9)).Cell(new(4), (191, 0.9), (196, 0.9)));

        Assert.StartsWith("Fastest: devices 4 with 193 images/s, x1.93 the baseline", sentence, StringComparison.Ordinal);
        Assert.Contains("in speed not distinguishable from devices 2;", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Accuracy_that_the_repeats_cannot_tell_apart_is_not_called_lower() =>
        Assert.Contains(
            "its accuracy is not distinguishable from the baseline's",
            First(new SweepBuilder("devices").Cell(new(1), (100, 0.90), (101, 0.925)).Cell(new(2), (190, 0.8875), (191, 0.925))),
            StringComparison.Ordinal);

    [Theory]
    [InlineData(190, 150, "More devices paid in time, up to 2:")]
    [InlineData(190, 290, "More devices paid in time:")]
    [InlineData(80, 60, "More devices did not pay:")]
    [InlineData(100.5, 100.6, "More devices made no distinguishable difference:")]
    public void Whether_more_devices_paid_is_said_plainly(double onTwo, double onFour, string beginning)
    {
        SweepBuilder sweep = new SweepBuilder("devices")
            .Cell(new(1), (100, 0.9), (101, 0.9))
            .Cell(new(2), (onTwo, 0.9), (onTwo * 1.02, 0.9))
            .Cell(new(4), (onFour, 0.9), (onFour * 1.02, 0.9));

        Assert.StartsWith(beginning, DevicesSentence.Of(sweep.Report()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_gain_of_mixed_precision_within_the_spread_is_not_claimed() =>
        Assert.Equal(
            "Mixed precision (bf16) against fp32: x1.01 (95 % interval x0.90 to x1.13), not distinguishable from no gain.",
            AmpSentence.Of(new SweepBuilder("amp").Cell(new(1), (100, 0.9), (110, 0.9)).Cell(new(1, Amp: Amp.On), (100, 0.9), (112, 0.9)).Report()));

    [Fact]
    public void A_baseline_that_measured_no_step_gives_no_speedups()
    {
        RunSetup unmeasured = Run.Finished(1, 0.9, result => result with { Timing = result.Timing! with { MeasuredSteps = 0, ImagesPerSecond = 0 } });

        Assert.StartsWith(
            "The baseline (devices 1) has no measured step, so no speedup against it can be given.",
            First(new SweepBuilder("devices").Cell(new(1), unmeasured).Cell(new(2), (100, 0.9))),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_device_worth_paying_for_gives_half_of_a_first_one() =>
        Assert.StartsWith(
            "The last device worth paying for is number 2: each one added gave 0.71 of a first one, measured once; from 2 to 4 each gave 0.14 of a first one, measured once, less than half (batch_per_device 32). By the USL 8 devices give x1.41, and the peak is 3.46 devices; that fit is exact",
            LastDeviceSentence.Of(new SweepBuilder("devices").Cell(new(1), (1000.0 / 72, 0.9)).Cell(new(2), (1000.0 / 42, 0.9)).Cell(new(4), (1000.0 / 36, 0.9)).Report()),
            StringComparison.Ordinal);

    [Fact]
    public void The_cheapest_cell_is_not_one_that_lost_accuracy() =>
        Assert.StartsWith(
            "Cheapest at no distinguishable loss of accuracy: amp bf16 with 2.52 device-hours per million images, x0.91 the baseline's (",
            CheapestSentence.Of(new SweepBuilder("amp")
                .Cell(new(1), (100, 0.90), (100, 0.9125), (100, 0.90))
                .Cell(new(1, Amp: Amp.Bf16), (110, 0.90), (110.1, 0.90), (110, 0.9125))
                .Cell(new(1, Amp: Amp.Fp16), (150, 0.70), (150, 0.7125), (150, 0.70625))
                .Report()),
            StringComparison.Ordinal);

    [Fact]
    public void One_repeat_shows_no_loss_so_the_cheapest_says_what_it_came_out_with() =>
        Assert.Equal(
            "Cheapest: amp on with 1.85 device-hours per million images, x0.67 the baseline's, measured once; its accuracy came out 20.0 points lower (70.0 % against 90.0 %).",
            CheapestSentence.Of(new SweepBuilder("amp").Cell(new(1), (100, 0.9)).Cell(new(1, Amp: Amp.On), (150, 0.7)).Report()));

    [Fact]
    public void A_cell_that_sometimes_misses_the_target_is_not_the_cheapest_way_to_it()
    {
        string sentence = CheapestSentence.Of(new SweepBuilder("devices")
            .Cell(new(1, Target: 0.9), Reached(100), Reached(101))
            .Cell(new(2, Target: 0.9), Reached(60), Reached(61))
            .Cell(new(4, Target: 0.9), Reached(10), Missed())
            .Report())!;

        Assert.StartsWith("Nothing at no distinguishable loss of accuracy is cheaper than the baseline: 0.028 device-hours to the target accuracy; 1 cell that missed the target in a repeat is left out.", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Cells_that_cost_the_same_are_named_beside_the_cheapest() =>
        Assert.Contains(
            ", in cost not distinguishable from lr_rule sqrt, amp on; ",
            CheapestSentence.Of(new SweepBuilder("lr_rule", "amp")
                .Cell(new(1), (100, 0.9), (101, 0.9))
                .Cell(new(1, Amp: Amp.On), (160, 0.9), (161, 0.9))
                .Cell(new(1, Amp: Amp.On, LrRule: LearningRateRule.Sqrt), (159, 0.9), (161.5, 0.9))
                .Report()),
            StringComparison.Ordinal);

    /// <summary>The baseline's later repeats were slow, and the other cell has none: within the repeat that both have it is the slower one.</summary>
    [Fact]
    public void The_fastest_is_found_within_repeats_and_not_by_means()
    {
        string sentence = First(new SweepBuilder("devices")
            .Cell(new(1), (100, 0.9), (80, 0.9), (60, 0.9))
            .Cell(new(2), Run.Finished(95, 0.9), Run.NotStarted, Run.NotStarted));

        Assert.StartsWith("Nothing that was tried is faster than the baseline, devices 1", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_pair_of_repeats_is_said_to_be_one() =>
        Assert.StartsWith(
            "Fastest: devices 2 with 191 images/s, x1.88 the baseline, measured once;",
            First(new SweepBuilder("devices")
                .Cell(new(1), Run.Finished(100, 0.9), Run.Finished(101, 0.9), Run.NotStarted)
                .Cell(new(2), Run.NotStarted, Run.Finished(190, 0.9), Run.Finished(192, 0.9))),
            StringComparison.Ordinal);

    [Fact]
    public void A_gain_near_a_half_is_not_called_less_than_it_without_doubt()
    {
        string sentence = LastDeviceSentence.Of(new SweepBuilder("devices")
            .Cell(new(1), (100, 0.9), (100, 0.9), (100, 0.9))
            .Cell(new(2), (195, 0.9), (194, 0.9), (196, 0.9))
            .Cell(new(4), (285, 0.9), (300, 0.9), (292, 0.9))
            .Report())!;

        Assert.Matches(@"from 2 to 4 each gave 0\.49 \(0\.\d+ to 0\.\d+\) of a first one, less than half, though more is not ruled out", sentence);
    }

    [Fact]
    public void All_devices_that_paid_are_told_with_what_each_step_gave() =>
        Assert.StartsWith(
            "All 4 devices are worth paying for: each one added gave 0.55 to 0.95 of a first one (batch_per_device 32).",
            LastDeviceSentence.Of(new SweepBuilder("devices").Cell(new(1), (100, 0.9)).Cell(new(2), (195, 0.9)).Cell(new(4), (305, 0.9)).Report()),
            StringComparison.Ordinal);

    /// <summary>By 1.93 and 3.80 alone beta is below 0, by which 16 devices would take less than no time.</summary>
    [Fact]
    public void No_more_than_perfect_scaling_is_ever_promised()
    {
        string report = MarkdownReport.Render(new SweepBuilder("devices").Cell(new(1), (100, 0.9), (100, 0.9)).Cell(new(2), (193, 0.9), (193.1, 0.9)).Cell(new(4), (380, 0.9), (380.3, 0.9)).Report());

        Assert.Contains("No prediction is made where the points rise faster or fall further than the law allows", report, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"x\d+,\d{3}", report);
    }

    [Fact]
    public void Runs_that_are_another_machines_part_are_not_counted_as_missing()
    {
        SweepFolder folder = new SweepBuilder("devices").Cell(new(1), (100, 0.9)).Cell(new(2), Run.Failed(FailureKind.Crash, "Died.")).Cell(new(4), (300, 0.9)).Folder();

        Assert.StartsWith("1 of 2 runs did not finish", GapsSentence.Of(SpeedupReport.Build(folder with { Runs = [.. folder.Runs.Where(run => run.Planned.Spec.Devices < 4)] })), StringComparison.Ordinal);
    }

    [Fact]
    public void What_can_not_be_told_apart_is_named() =>
        Assert.Equal(
            "Not distinguishable in speed: 2 and 4 devices with 2 repeats (batch_per_device 32).",
            UndecidedSentence.Of(new SweepBuilder("devices").Cell(new(1), (100, 0.9), (101, 0.9)).Cell(new(2), (190, 0.9), (192, 0.9)).Cell(new(4), (191, 0.9), (196, 0.9)).Report()));

    [Fact]
    public void A_run_that_was_killed_is_counted_by_its_kind() =>
        Assert.Equal(
            "1 of 2 runs did not finish (1 failed: out of memory).",
            GapsSentence.Of(new SweepBuilder("devices").Cell(new(1), (100, 0.9)).Cell(new(2), Run.Failed(FailureKind.OutOfMemory, "Killed.")).Report()));

    private static RunSetup Reached(double seconds) => Run.Finished(117, 0.9, result => result with { Target = new TargetReach(0.9, Epoch: 2, Images: 800, seconds) });

    private static RunSetup Missed() => Run.Finished(117, 0.9, result => result with { Target = new TargetReach(0.9, null, null, null) });

    private static string First(SweepBuilder sweep) => Verdict.Of(sweep.Report())[0];
}
