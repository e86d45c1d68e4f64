using ExperimentRunner.Reporting.Cells;

namespace ExperimentRunner.Tests.Reporting;

public sealed class SpreadTests
{
    [Theory]
    [InlineData(new[] { 3.0 }, 3, 3, 3)]
    [InlineData(new[] { 4.0, 2.0 }, 3, 2, 4)]
    [InlineData(new[] { 9.0, 1.0, 2.0 }, 2, 1, 9)]
    [InlineData(new[] { 4.0, 1.0, 3.0, 2.0 }, 2.5, 1, 4)]
    public void It_has_median_lowest_and_highest(double[] values, double median, double min, double max)
    {
        Spread spread = Of(values);

        Assert.Equal((median, min, max, values.Length), (spread.Median, spread.Min, spread.Max, spread.Count));
    }

    [Fact]
    public void What_is_unknown_or_no_number_is_left_out()
    {
        Assert.Equal(new Spread(5, 5, 5, Spread.Of([5])!.Mean), Spread.Of([null, double.NaN, 5, double.PositiveInfinity]));
        Assert.Null(Spread.Of([null, double.NaN]));
        Assert.Null(Spread.Of([]));
    }

    [Fact]
    public void A_rate_of_0_is_unknown_and_a_share_of_0_is_not()
    {
        Assert.Null(Spread.Of([0]));
        Assert.Equal(0, Spread.OfShares([0])!.Mean.Value);
    }

    [Fact]
    public void Rates_have_a_geometric_mean_and_shares_an_arithmetic_one()
    {
        Assert.Equal(20, Spread.Of([10, 40])!.Mean.Value, 1e-12);
        Assert.Equal(0.25, Spread.OfShares([0.1, 0.4])!.Mean.Value, 1e-12);
    }

    [Fact]
    public void The_interval_of_a_share_stays_between_0_and_1() => Assert.Equal(1, Spread.OfShares([0.9, 1])!.Mean.Interval!.High);

    [Fact]
    public void One_repeat_has_no_interval() => Assert.Null(Of(95).RelativeHalfWidth);

    private static Spread Of(params double[] values) => Spread.Of(values.Select(value => (double?)value))!;
}
