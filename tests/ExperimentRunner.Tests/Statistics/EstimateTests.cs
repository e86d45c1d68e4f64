using ExperimentRunner.Statistics;

namespace ExperimentRunner.Tests.Statistics;

public sealed class EstimateTests
{
    [Fact]
    public void One_value_has_no_interval() => Assert.Equal(new Estimate(7, null, 1), Estimate.Mean([7]));

    [Fact]
    public void No_value_is_no_estimate() => Assert.Null(Estimate.Mean([]));

    // Quantiles of tables of Student's t: 12.706 for 1 degree of freedom, 4.303 for 2.
    [Theory]
    [InlineData(new[] { 9.0, 11.0 }, 10, 12.706)]
    [InlineData(new[] { 8.0, 10.0, 12.0 }, 10, 4.968)]
    public void The_interval_is_Students_t(double[] values, double mean, double halfWidth)
    {
        Estimate estimate = Estimate.Mean(values)!;

        Assert.Equal(mean, estimate.Value, 1e-12);
        Assert.Equal(mean - halfWidth, estimate.Interval!.Low, 1e-3);
        Assert.Equal(mean + halfWidth, estimate.Interval.High, 1e-3);
    }

    [Fact]
    public void The_interval_of_a_ratio_is_that_of_its_inverse_turned_over()
    {
        Estimate ratio = Estimate.GeometricMean([1.5, 1.7, 1.6])!;
        Estimate inverse = Estimate.GeometricMean([1 / 1.5, 1 / 1.7, 1 / 1.6])!;

        Assert.Equal(1 / ratio.Value, inverse.Value, 1e-12);
        Assert.Equal(1 / ratio.Interval!.High, inverse.Interval!.Low, 1e-12);
        Assert.Equal(1 / ratio.Interval.Low, inverse.Interval.High, 1e-12);
    }

    [Theory]
    [InlineData(33, 2.0345)]
    [InlineData(100, 1.9840)]
    public void Quantiles_beyond_the_table_are_computed(int degreesOfFreedom, double quantile) =>
        Assert.Equal(quantile, StudentQuantile.TwoSided(degreesOfFreedom), 1e-4);
}
