using ExperimentRunner.Reporting;
using ExperimentRunner.Reporting.Scaling;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Tests.Reporting;

public sealed class ScalingTests
{
    [Theory]
    [InlineData(1, 64, 1, null)]
    [InlineData(1, 32, 1, null)]
    [InlineData(2, 64, 1, "Weak")]
    [InlineData(2, 32, 1, "Strong")]
    [InlineData(4, 16, 1, "Strong")]
    [InlineData(2, 16, 2, "Strong")]
    [InlineData(2, 64, 2, "Neither")]
    [InlineData(4, 32, 1, "Neither")]
    public void Scaling_is_named_by_the_batch_that_stays(int devices, int batch, int accumulate, string? kind) =>
        Assert.Equal(kind, ScalingKindOf.Specs(Spec(new(1, 64)), Spec(new(devices, batch, Accumulate: accumulate)))?.ToString());

    [Fact]
    public void A_curve_holds_what_differs_in_devices_alone()
    {
        SpeedupReport report = new SweepBuilder("devices", "lr_rule", "amp")
            .Cell(new(1), (100, 0.9))
            .Cell(new(2), (190, 0.9))
            .Cell(new(4), (300, 0.9))
            .Cell(new(2, LrRule: LearningRateRule.Sqrt), (191, 0.9))
            .Cell(new(4, Amp: Amp.On), (500, 0.9))
            .Report();

        ScalingCurve curve = Assert.Single(report.Curves);

        Assert.Equal(ScalingKind.Weak, curve.Kind);
        Assert.Equal("batch_per_device 32, lr_rule linear, amp off", curve.Label);
        Assert.Equal([1, 2, 4], curve.Points.Select(point => point.Devices));
        Assert.Equal([1.0, 1.9, 3.0], curve.Points.Select(point => point.Speedup!.Value));
        Assert.Equal([1.0, 0.95, 0.75], curve.Points.Select(point => point.Efficiency!.Value));
    }

    [Fact]
    public void Strong_scaling_may_be_kept_by_accumulation()
    {
        SpeedupReport report = new SweepBuilder("devices", "accumulate").Cell(new(1, Accumulate: 4), (100, 0.9)).Cell(new(4), (390, 0.9)).Report();

        ScalingCurve curve = Assert.Single(report.Curves);

        Assert.Equal(ScalingKind.Strong, curve.Kind);
        Assert.Equal("global_batch 128", curve.Label);
    }

    [Fact]
    public void A_curve_that_begins_with_two_devices_says_nothing_of_the_article()
    {
        SpeedupReport report = new SweepBuilder("devices").Cell(new(2), (200, 0.9)).Cell(new(4), (390, 0.9)).Report();

        Assert.Single(report.Curves);
        Assert.All(report.ArticleComparisons, comparison => Assert.Null(comparison.Measured));
    }

    [Theory]
    [InlineData(230, 232, 231, "more than the article's")]
    [InlineData(150, 152, 151, "less than the article's")]
    [InlineData(168, 175, 171, "can't be told from the article's")]
    [InlineData(80, 210, 130, "can't be told from the article's, nor from no gain")]
    public void The_article_is_read_against_the_range_of_the_repeats(double first, double second, double third, string reading)
    {
        SpeedupReport report = new SweepBuilder("devices").Cell(new(1), (100, 0.9), (100, 0.9), (101, 0.9)).Cell(new(2), (first, 0.9), (second, 0.9), (third, 0.9)).Report();

        Assert.Equal(reading, report.ArticleComparisons[0].Reading);
    }

    [Theory]
    [InlineData(1.60, 1.71, "more than the article's, which intervals do not rule out")]
    [InlineData(1.30, 1.32, "in line with the article")]
    [InlineData(1.40, 1.71, "partly in line with the article")]
    public void Mixed_precision_is_read_by_its_figures(double one, double other, string reading)
    {
        SpeedupReport report = new SweepBuilder("devices", "amp")
            .Cell(new(1), (100, 0.9), (100, 0.9))
            .Cell(new(1, Amp: Amp.On), (100 * one * 0.98, 0.9), (100 * one * 1.02, 0.9))
            .Cell(new(2), (190, 0.9), (190, 0.9))
            .Cell(new(2, Amp: Amp.On), (190 * other, 0.9), (190.1 * other, 0.9))
            .Report();

        Assert.Equal(reading, Assert.Single(report.ArticleComparisons, comparison => comparison.Subject == "mixed precision").Reading);
    }

    private static RunSpec Spec(CellSetup cell) => cell.Spec(0);
}
