using ExperimentRunner.Matrix.Cells;
using ExperimentRunner.Matrix.Settings;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Tests.Matrix;

public sealed class LearningRateFactorTests
{
    [Theory]
    [InlineData(LearningRateRule.None, 8, 1.0)]
    [InlineData(LearningRateRule.Sqrt, 2, 1.4142135623730951)]
    [InlineData(LearningRateRule.Sqrt, 4, 2.0)]
    [InlineData(LearningRateRule.Linear, 1, 1.0)]
    [InlineData(LearningRateRule.Linear, 8, 8.0)]
    [InlineData(LearningRateRule.Table, 1, 1.0)]
    [InlineData(LearningRateRule.Table, 2, 1.5)]
    [InlineData(LearningRateRule.Table, 4, 2.0)]
    [InlineData(LearningRateRule.Table, 8, 3.0)]
    public void With_a_fixed_batch_per_device_the_rate_grows_with_the_devices(LearningRateRule rule, int devices, double factor) =>
        Assert.Equal(factor, LearningRateFactor.Of(Spec(rule, devices, batch: 16), baselineGlobalBatch: 16), precision: 12);

    [Theory]
    [InlineData(3, 1.7924812503605780)]
    [InlineData(5, 2.3219280948873623)]
    [InlineData(6, 2.5849625007211560)]
    [InlineData(7, 2.8073549220576041)]
    public void The_table_is_interpolated_in_log2_of_the_devices(int devices, double factor) =>
        Assert.Equal(factor, LearningRateFactor.Of(Spec(LearningRateRule.Table, devices, batch: 16), baselineGlobalBatch: 16), precision: 12);

    [Fact]
    public void With_a_fixed_global_batch_only_the_table_changes_the_rate()
    {
        Assert.Equal(1, LearningRateFactor.Of(Spec(LearningRateRule.Linear, devices: 4, batch: 4), baselineGlobalBatch: 16));
        Assert.Equal(1, LearningRateFactor.Of(Spec(LearningRateRule.Sqrt, devices: 4, batch: 4), baselineGlobalBatch: 16));
        Assert.Equal(2, LearningRateFactor.Of(Spec(LearningRateRule.Table, devices: 4, batch: 4), baselineGlobalBatch: 16));
    }

    [Fact]
    public void A_smaller_batch_than_the_baselines_lowers_the_rate() =>
        Assert.Equal(0.5, LearningRateFactor.Of(Spec(LearningRateRule.Linear, devices: 1, batch: 8), baselineGlobalBatch: 16));

    [Fact]
    public void Accumulated_micro_batches_count_as_batch()
    {
        var sweep = TestMatrix.Definition("name: x\nmatrix: { batch_per_device: 16, train.accumulate: [1, 4], lr_rule: linear }");

        Assert.Equal([1, 4], sweep.Cells.Select(cell => cell.Spec.LrFactor));
        Assert.Equal([0.05, 0.2], sweep.Cells.Select(cell => cell.Spec.LearningRate));
    }

    [Fact]
    public void The_factor_is_relative_to_the_baseline_and_not_to_one_device()
    {
        var sweep = TestMatrix.Definition("name: x\nmatrix: { batch_per_device: 16, devices: [1, 2, 4], lr_rule: linear }\nbaseline: { devices: 2 }");

        Assert.Equal([0.5, 1, 2], sweep.Cells.Select(cell => cell.Spec.LrFactor));
    }

    [Fact]
    public void Beyond_8_devices_the_table_says_nothing() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateFactor.Of(Spec(LearningRateRule.Table, devices: 9, batch: 16), baselineGlobalBatch: 16));

    private static RunSpec Spec(LearningRateRule rule, int devices, int batch) =>
        SettingTable.Defaults with { LrRule = rule, Devices = devices, BatchPerDevice = batch };
}
