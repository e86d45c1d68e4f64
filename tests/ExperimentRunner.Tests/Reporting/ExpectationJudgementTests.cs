using ExperimentRunner.Reporting;
using ExperimentRunner.Reporting.Expectations;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Tests.Reporting;

public sealed class ExpectationJudgementTests
{
    private static readonly AxisValue TwoDevices = new("devices", "2");
    private static readonly AxisValue AmpOn = new("amp", "on");

    [Theory]
    [InlineData(Comparison.AtLeast, 1.8, "Passed")]
    [InlineData(Comparison.AtLeast, 1.94, "Inconclusive")]
    [InlineData(Comparison.AtLeast, 2.1, "Failed")]
    [InlineData(Comparison.AtMost, 2.1, "Passed")]
    [InlineData(Comparison.Below, 1.94, "Inconclusive")]
    [InlineData(Comparison.Above, 2.1, "Failed")]
    [InlineData(Comparison.Below, 1.8, "Failed")]
    public void A_speedup_is_judged_with_all_of_its_interval(Comparison comparison, double bound, string judgement)
    {
        JudgedExpectation judged = Judge(Clean(), Expect(Measure.Speedup, comparison, bound, TwoDevices, new("amp", "off")));

        Assert.Equal(judgement, judged.Judgement.ToString());
    }

    [Fact]
    public void A_cell_is_held_against_the_one_that_differs_in_the_named_axes_alone()
    {
        JudgedExpectation judged = Judge(Clean(), Expect(Measure.Speedup, Comparison.AtLeast, 1.1, AmpOn));

        Assert.Equal(
            [("devices 1, amp on", "devices 1, amp off"), ("devices 2, amp on", "devices 2, amp off")],
            judged.Cells.Select(cell => (cell.Cell.Label, cell.Reference!.Label)));
    }

    [Fact]
    public void Without_named_axes_every_other_cell_is_held_against_the_baseline()
    {
        JudgedExpectation judged = Judge(Clean(), Expect(Measure.Speedup, Comparison.AtLeast, 1.1));

        Assert.Equal(3, judged.Cells.Count);
        Assert.All(judged.Cells, cell => Assert.Equal("devices 1, amp off", cell.Reference!.Label));
    }

    [Fact]
    public void With_other_devices_the_batch_of_each_device_stays_or_else_the_global_one()
    {
        SweepBuilder sweep = new SweepBuilder("devices", "batch_per_device", "global_batch") { Expectations = [Expect(Measure.Speedup, Comparison.AtLeast, 1, TwoDevices)] }
            .Cell(new(1, 32), (100, 0.9), (101, 0.9))
            .Cell(new(2, 32), (190, 0.9), (191, 0.9))
            .Cell(new(2, 16), (170, 0.9), (171, 0.9));

        JudgedExpectation judged = Assert.Single(sweep.Report().Expectations);

        Assert.Equal(2, judged.Cells.Count);
        Assert.All(judged.Cells, cell => Assert.Equal("devices 1, batch_per_device 32, global_batch 32", cell.Reference!.Label));
    }

    [Fact]
    public void One_cell_that_fails_fails_the_expectation()
    {
        JudgedExpectation judged = Judge(Clean(), Expect(Measure.ImagesPerSecond, Comparison.AtLeast, 150));

        Assert.Equal(Judgement.Failed, judged.Judgement);
        Assert.Equal([Judgement.Failed, Judgement.Passed, Judgement.Passed, Judgement.Passed], judged.Cells.Select(cell => cell.Judgement));
    }

    [Fact]
    public void Efficiency_is_speedup_over_the_ratio_of_devices()
    {
        JudgedCell speedup = Judge(Clean(), Expect(Measure.Speedup, Comparison.AtLeast, 1, TwoDevices)).Cells[0];
        JudgedCell efficiency = Judge(Clean(), Expect(Measure.Efficiency, Comparison.AtLeast, 1, TwoDevices)).Cells[0];

        Assert.Equal(speedup.Figure!.Mean.Value / 2, efficiency.Figure!.Mean.Value, 1e-12);
        Assert.Equal(speedup.Figure.Mean.Interval!.Low / 2, efficiency.Figure.Mean.Interval!.Low, 1e-12);
    }

    [Fact]
    public void A_drop_of_accuracy_is_paired_over_the_repeats()
    {
        SweepBuilder sweep = new SweepBuilder("amp") { Expectations = [Expect(Measure.AccuracyDrop, Comparison.AtMost, 0.02, AmpOn)] }
            .Cell(new(1), (100, 0.90), (100, 0.95), (100, 0.85))
            .Cell(new(1, Amp: Amp.On), (150, 0.89375), (150, 0.94375), (150, 0.84375));

        JudgedCell judged = Assert.Single(Assert.Single(sweep.Report().Expectations).Cells);

        Assert.Equal(0.00625, judged.Figure!.Mean.Value, 1e-12);
        Assert.Equal(Judgement.Passed, judged.Judgement);
    }

    [Fact]
    public void One_repeat_decides_nothing_and_says_so()
    {
        SweepBuilder sweep = new SweepBuilder("devices") { Expectations = [Expect(Measure.Speedup, Comparison.AtLeast, 1.1, TwoDevices)] }
            .Cell(new(1), (100, 0.9))
            .Cell(new(2), (190, 0.9));

        JudgedExpectation judged = Assert.Single(sweep.Report().Expectations);

        Assert.Equal(Judgement.Inconclusive, judged.Judgement);
        Assert.Equal("needs at least 2 repeats", ExpectationText.Remark(judged.Cells[0]));
    }

    [Fact]
    public void A_cell_that_never_finished_decides_nothing()
    {
        SweepBuilder sweep = new SweepBuilder("devices") { Expectations = [Expect(Measure.Speedup, Comparison.AtLeast, 1.1, TwoDevices)] }
            .Cell(new(1), (100, 0.9), (101, 0.9))
            .Cell(new(2), Run.NotStarted, Run.NotStarted);

        JudgedExpectation judged = Assert.Single(sweep.Report().Expectations);

        Assert.Equal((Judgement.Inconclusive, "not measured"), (judged.Judgement, ExpectationText.Remark(judged.Cells[0])));
    }

    [Fact]
    public void The_repeats_that_would_decide_are_enough_if_mean_and_spread_stay()
    {
        double[] ratios = [1.9, 2.0, 1.95];
        JudgedCell judged = Judge(Sweep(ratios), Expect(Measure.Speedup, Comparison.AtLeast, 1.93, TwoDevices)).Cells[0];

        int needed = judged.Repeats!.Value;

        Assert.Equal(Judgement.Inconclusive, judged.Judgement);
        Assert.InRange(needed, 4, 100);
        Assert.False(IsOutside(1.93, needed - 1, ratios));
        Assert.True(IsOutside(1.93, needed, ratios));
    }

    /// <summary>A repeat that never came there took longer than any bound: the others alone must not pass.</summary>
    [Theory]
    [InlineData(60, 3, 0, "Passed", "")]
    [InlineData(60, 2, 6, "Inconclusive", "the target was missed in 6 of 8 repeats")]
    [InlineData(30, 2, 6, "Failed", "the target was missed in 6 of 8 repeats")]
    [InlineData(60, 0, 3, "Failed", "the target was missed in 3 of 3 repeats")]
    public void Repeats_that_missed_the_target_count_against_a_bound_on_its_time(double bound, int reached, int missed, string judgement, string remark)
    {
        RunSetup[] runs = [.. Enumerable.Range(0, reached).Select(repeat => Reached(40 + (0.1 * repeat))), .. Enumerable.Repeat(Missed(), missed)];
        JudgedCell judged = Judge(new SweepBuilder("devices").Cell(new(1, Target: 0.9), runs), Expect(Measure.TimeToTarget, Comparison.AtMost, bound)).Cells[0];

        Assert.Equal((judgement, remark), (judged.Judgement.ToString(), ExpectationText.Remark(judged)));
    }

    [Fact]
    public void What_was_asked_of_mixed_precision_is_not_decided_by_runs_in_fp32()
    {
        RunSetup inFp32 = Run.Finished(100, 0.9, result => result with { Used = result.Used! with { Precision = Precision.Fp32 } });
        SweepBuilder sweep = new SweepBuilder("amp").Cell(new(1), (100, 0.9), (101, 0.9), (102, 0.9)).Cell(new(1, Amp: Amp.On), inFp32, inFp32, inFp32);

        JudgedCell judged = Assert.Single(Judge(sweep, Expect(Measure.AccuracyDrop, Comparison.AtMost, 0.05, AmpOn)).Cells);

        Assert.Equal((Judgement.Inconclusive, "ran in fp32"), (judged.Judgement, ExpectationText.Remark(judged)));
        Assert.Null(judged.Repeats);
    }

    [Fact]
    public void Two_equal_drops_of_one_image_fail_nothing()
    {
        SweepBuilder sweep = new SweepBuilder("amp").Cell(new(1), (100, 0.90), (100, 0.95)).Cell(new(1, Amp: Amp.On), (150, 0.89375), (150, 0.94375));

        JudgedCell judged = Judge(sweep, Expect(Measure.AccuracyDrop, Comparison.AtMost, 0.005, AmpOn)).Cells[0];

        Assert.Equal(Judgement.Inconclusive, judged.Judgement);
        Assert.InRange(judged.Repeats!.Value, 3, RepeatsToDecide.Most);
    }

    [Fact]
    public void The_repeats_that_would_decide_an_accuracy_near_1_are_not_taken_from_a_cut_interval()
    {
        JudgedCell judged = Judge(new SweepBuilder("devices").Cell(new(1), (100, 0.9875), (100, 0.90)), Expect(Measure.Accuracy, Comparison.AtLeast, 0.90)).Cells[0];
        double deviation = 0.0875 / Math.Sqrt(2);

        int needed = judged.Repeats!.Value;

        Assert.Equal(1, judged.Figure!.Mean.Interval!.High);
        Assert.True(MathNet.Numerics.Distributions.StudentT.InvCDF(0, 1, needed - 1, 0.975) * deviation / Math.Sqrt(needed) < 0.04375);
        Assert.False(MathNet.Numerics.Distributions.StudentT.InvCDF(0, 1, needed - 2, 0.975) * deviation / Math.Sqrt(needed - 1) < 0.04375);
    }

    [Fact]
    public Task Expectations_stand_in_the_report() => Verifier.Verify(
        string.Join('\n', MarkdownReport.Render(Expected().Report()).Split('\n').SkipWhile(line => line != "## Verdict").TakeWhile(line => line != "## Results")), "md");

    [Fact]
    public void Only_a_failed_expectation_fails_the_sweep()
    {
        Assert.False(Expected().Report().MeetsExpectations);
        Assert.True(Clean().Report().MeetsExpectations);
        Assert.Contains("\"judgement\": \"inconclusive\"", JsonText.Of(Expected().Report()), StringComparison.Ordinal);
    }

    private static RunSetup Reached(double seconds) => Run.Finished(117, 0.9, result => result with { Target = new TargetReach(0.9, Epoch: 2, Images: 800, seconds) });

    private static RunSetup Missed() => Run.Finished(117, 0.9, result => result with { Target = new TargetReach(0.9, null, null, null) });

    private static SweepBuilder Expected()
    {
        return Clean(
            Expect(Measure.Speedup, Comparison.AtLeast, 1.6, TwoDevices),
            Expect(Measure.Efficiency, Comparison.AtLeast, 0.97, TwoDevices),
            Expect(Measure.StepTime, Comparison.Below, 0.01, AmpOn),
            Expect(Measure.AccuracyDrop, Comparison.AtMost, 0.01, AmpOn),
            Expect(Measure.PeakMemory, Comparison.AtMost, 2e9));
    }

    private static bool IsOutside(double bound, int count, double[] ratios)
    {
        double[] logs = [.. ratios.Select(ratio => Math.Log(ratio))];
        double mean = logs.Average();
        double deviation = Math.Sqrt(logs.Sum(log => (log - mean) * (log - mean)) / (logs.Length - 1));
        double quantile = MathNet.Numerics.Distributions.StudentT.InvCDF(0, 1, count - 1, 0.975);
        return Math.Abs(mean - Math.Log(bound)) > quantile * deviation / Math.Sqrt(count);
    }

    private static JudgedExpectation Judge(SweepBuilder sweep, Expectation expectation)
    {
        SweepFolder folder = sweep.Folder();
        return Assert.Single(SpeedupReport.Build(folder with { Plan = folder.Plan with { Expectations = [expectation] } }).Expectations);
    }

    private static SweepBuilder Sweep(double[] ratios) => new SweepBuilder("devices")
        .Cell(new(1), Array.ConvertAll(ratios, _ => (100.0, 0.9)))
        .Cell(new(2), Array.ConvertAll(ratios, ratio => (100 * ratio, 0.9)));

    private static SweepBuilder Clean(params Expectation[] expectations) => new SweepBuilder("devices", "amp") { Expectations = expectations }
        .Cell(new(1), (117, 0.90), (118, 0.91), (116, 0.89))
        .Cell(new(2), (226, 0.90), (229, 0.89), (227, 0.91))
        .Cell(new(1, Amp: Amp.On), (171, 0.90), (170, 0.88), (173, 0.91))
        .Cell(new(2, Amp: Amp.On), (290, 0.90), (292, 0.90), (285, 0.89));

    private static Expectation Expect(Measure measure, Comparison comparison, double bound, params AxisValue[] cells) => new()
    {
        Text = $"{measure}({string.Join(", ", cells.Select(cell => $"{cell.Axis}={cell.Value}"))}) {comparison} {bound}",
        Measure = measure,
        Cells = cells,
        Comparison = comparison,
        Bound = bound,
    };
}
