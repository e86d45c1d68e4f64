using ExperimentRunner.Reporting;
using ExperimentRunner.Reporting.Bottlenecks;
using ExperimentRunner.Reporting.Cells;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Tests.Reporting;

public sealed class BottleneckTests
{
    [Fact]
    public void Shares_are_of_training_and_evaluation()
    {
        TimeBudget budget = Found(Spending(new StepSplit(1, 2, 4, 2, 1), train: 80, evaluation: 20)).Budget;

        Assert.Equal(0.08, budget.DataWait, 1e-12);
        Assert.Equal(0.16, budget.Forward, 1e-12);
        Assert.Equal(0.32, budget.Backward, 1e-12);
        Assert.Equal(0.16, budget.Exchange, 1e-12);
        Assert.Equal(0.08, budget.Optimizer, 1e-12);
        Assert.Equal(0.2, budget.Evaluation, 1e-12);
        Assert.Equal(1, budget.Parts.Sum(part => part.Share), 1e-12);
    }

    [Fact]
    public void Copies_to_the_device_are_a_part_of_their_own_with_its_own_advice()
    {
        Bottleneck found = Found(Spending(new StepSplit(1, 2, 3, 0, 0, Copy: 4), train: 100, evaluation: 0));

        Assert.Equal(TimePart.Copy, found.Main);
        Assert.Equal(0.4, found.Share, 1e-12);
        Assert.Contains(found.Advice, advice => advice.Text.Contains("link from host to device", StringComparison.Ordinal));
        Assert.DoesNotContain(found.Advice, advice => advice.Text.Contains("loader", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(5, 2, 2, 1, 0, 10, nameof(TimePart.DataWait))]
    [InlineData(0, 3, 3, 4, 0, 10, nameof(TimePart.Exchange))]
    [InlineData(0, 3, 4, 0, 3, 10, nameof(TimePart.Optimizer))]
    [InlineData(0, 5, 5, 0, 0, 90, nameof(TimePart.Evaluation))]
    [InlineData(0.5, 3, 6, 0.5, 0, 1, nameof(TimePart.Backward))]
    public void The_largest_part_that_is_no_arithmetic_is_the_bottleneck_from_a_tenth_on(
        double dataWait, double forward, double backward, double exchange, double optimizer, double evaluation, string main) =>
        Assert.Equal(main, Found(Spending(new StepSplit(dataWait, forward, backward, exchange, optimizer), train: 100, evaluation)).Main.ToString());

    [Fact]
    public void The_ceiling_is_the_speed_without_the_part() => Assert.Equal(2, Found(Spending(new StepSplit(5, 2, 3, 0, 0), 100, 0)).Ceiling, 1e-9);

    [Fact]
    public void A_probe_that_shows_no_gain_takes_the_place_of_remedies()
    {
        Bottleneck found = OfDevices("4");

        Assert.Equal(TimePart.Exchange, found.Main);
        Advice only = Assert.Single(found.Advice);
        Assert.StartsWith("A faster link, larger batches and accumulation can't bring more than ", only.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_probe_that_shows_a_gain_leaves_the_remedies_and_measures_their_ceiling()
    {
        Bottleneck found = OfDevices("2");

        Assert.Equal(TimePart.DataWait, found.Main);
        Assert.Equal(1.2, found.Measured!.Gain!.Value, 0.01);
        Assert.Contains("loader threads", found.Advice[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_costs_more_than_its_share_shows_is_advised_against_by_its_probe()
    {
        Bottleneck found = OfDevices("1");

        Assert.StartsWith("Preparing images costs more than the wait for them shows", found.Advice[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Probes_are_in_no_figure_but_the_ceilings()
    {
        SpeedupReport report = Sweeps.Probed().Report();

        Assert.Equal(3, report.Cells.Count);
        Assert.Equal(5, report.Probes.Count);
        Assert.All(report.Curves, curve => Assert.Equal(3, curve.Points.Count));
        Assert.DoesNotContain(report.Remarks.Warnings, warning => warning.Message.Contains("probe", StringComparison.Ordinal));
        Assert.Equal(3, report.Remarks.Troubles.Count);
        Assert.DoesNotContain("did not finish", string.Join(' ', ExperimentRunner.Reporting.Verdicts.Verdict.Of(report)), StringComparison.Ordinal);
    }

    private static Bottleneck OfDevices(string devices) => Assert.Single(Sweeps.Probed().Report().Bottlenecks, found => found.Cell.ValueOf("devices") == devices);

    [Fact]
    public void Advice_tells_what_it_did_where_the_matrix_tried_it()
    {
        SpeedupReport report = new SweepBuilder("amp")
            .Cell(new(1), Computing(100), Computing(101), Computing(102))
            .Cell(new(1, Amp: Amp.On), Computing(150), Computing(152), Computing(153))
            .Report();

        Advice advice = report.Bottlenecks[0].Advice[0];

        Assert.Equal("Use mixed precision (amp: on).", advice.Text);
        Assert.Equal(1.5, advice.Measured!.Gain.Value, 0.01);
    }

    [Fact]
    public void What_was_tried_and_made_it_slower_is_not_advised()
    {
        SpeedupReport report = new SweepBuilder("amp")
            .Cell(new(1), Computing(100), Computing(101), Computing(102))
            .Cell(new(1, Amp: Amp.On), Computing(50), Computing(51), Computing(52))
            .Report();

        Assert.DoesNotContain(report.Bottlenecks[0].Advice, advice => advice.Text.Contains("mixed precision", StringComparison.Ordinal));
    }

    [Fact]
    public void Effects_are_of_one_axis_at_a_time()
    {
        SpeedupReport report = new SweepBuilder("devices", "lr_rule", "amp")
            .Cell(new(1), (100, 0.9))
            .Cell(new(1, Amp: Amp.On), (150, 0.9))
            .Cell(new(2, LrRule: LearningRateRule.Sqrt, Amp: Amp.On), (300, 0.9))
            .Report();

        SettingEffect effect = Assert.Single(report.Effects);

        Assert.Equal(("amp", "off", "on", 1.5), (effect.Axis, effect.From, effect.To, effect.Gain.Value));
    }

    private static Bottleneck Found(RunSetup run) => Assert.Single(new SweepBuilder("devices").Cell(new(1), run).Report().Bottlenecks);

    private static RunSetup Computing(double imagesPerSecond) =>
        Run.Finished(imagesPerSecond, 0.9, result => result with { Timing = result.Timing! with { EvaluationSeconds = 0 } });

    private static RunSetup Spending(StepSplit split, double train, double evaluation) => Run.Finished(100, 0.9, result => result with
    {
        Timing = result.Timing! with { Split = split, TrainSeconds = train, EvaluationSeconds = evaluation },
    });
}
