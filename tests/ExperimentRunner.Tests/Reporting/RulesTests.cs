using ExperimentRunner.Reporting;
using ExperimentRunner.Reporting.Rules;
using ExperimentRunner.Reporting.Verdicts;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Tests.Reporting;

public sealed class RulesTests
{
    [Fact]
    public void Rules_are_compared_where_nothing_else_differs()
    {
        SpeedupReport report = Sweep().Report();

        RuleComparison comparison = Assert.Single(report.RuleComparisons);

        Assert.Equal((2, 64), (comparison.Devices, comparison.GlobalBatch));
        Assert.Equal([LearningRateRule.None, LearningRateRule.Sqrt, LearningRateRule.Table], comparison.Rows.Select(row => row.Rule));
        Assert.Equal(-0.10, comparison.RowOf(LearningRateRule.None)!.AgainstBaseline!.Value, 1e-12);
    }

    [Fact]
    public void The_table_is_six_percent_above_the_root_on_2_and_8_devices_and_equal_on_4()
    {
        IReadOnlyList<TableAgainstSqrt> rows = Sweep().Report().TableAgainstSqrt;

        Assert.Equal([2, 4, 8], rows.Select(row => row.Devices));
        Assert.Equal([0.0607, 0, 0.0607], rows.Select(row => Math.Round(row.RelativeDifference, 4)));
    }

    [Fact]
    public void What_they_did_to_accuracy_is_shown_where_both_were_measured()
    {
        IReadOnlyList<TableAgainstSqrt> rows = Sweep().Report().TableAgainstSqrt;

        Assert.Equal(0.0125, Assert.Single(rows[0].Measured).Difference.Value, 1e-12);
        Assert.Empty(rows[1].Measured);
    }

    /// <summary>With the global batch kept the rules give other factors than the table has, so their accuracies are not of it.</summary>
    [Fact]
    public void Rules_at_another_batch_of_each_device_are_not_the_tables()
    {
        SpeedupReport report = new SweepBuilder("devices", "batch_per_device", "lr_rule")
            .Cell(new(1), (100, 0.9), (100, 0.9))
            .Cell(new(2, 16, LrRule: LearningRateRule.Sqrt), (190, 0.9), (190, 0.9))
            .Cell(new(2, 16, LrRule: LearningRateRule.Table), (190, 0.8), (190, 0.8))
            .Report();

        Assert.Single(report.RuleComparisons);
        Assert.All(report.TableAgainstSqrt, row => Assert.Empty(row.Measured));
    }

    [Fact]
    public void A_loss_within_the_floor_is_one_on_these_test_images() =>
        Assert.EndsWith(
            "linear -2.5 points, a loss on these test images in 1 of 1 cell.",
            RuleSentence.Of(new SweepBuilder("devices", "lr_rule")
                .Cell(new(1), (100, 0.9), (100, 0.9), (100, 0.9))
                .Cell(new(2), (190, 0.875), (190, 0.875), (190, 0.875))
                .Cell(new(2, LrRule: LearningRateRule.Sqrt), (190, 0.9), (190, 0.9), (190, 0.9))
                .Report()),
            StringComparison.Ordinal);

    [Fact]
    public void The_verdict_names_the_rule_that_keeps_accuracy_first() =>
        Assert.Equal(
            "Learning-rate rules at batches above the baseline's, by accuracy against the baseline: table +1.3 points, no loss that the repeats show; sqrt +0.0 points, no loss that the repeats show; none -10.0 points, a loss in 1 of 1 cell.",
            RuleSentence.Of(Sweep().Report()));

    private static SweepBuilder Sweep() => new SweepBuilder("devices", "lr_rule")
        .Cell(new(1), (100, 0.875), (100, 0.9), (100, 0.9125))
        .Cell(new(2, LrRule: LearningRateRule.None), (190, 0.775), (190, 0.80625), (190, 0.80625))
        .Cell(new(2, LrRule: LearningRateRule.Sqrt), (190, 0.8875), (190, 0.9), (190, 0.9))
        .Cell(new(2, LrRule: LearningRateRule.Table), (190, 0.9), (190, 0.9125), (190, 0.9125));
}
