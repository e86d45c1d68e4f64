using ExperimentRunner.Statistics;

namespace ExperimentRunner.Tests.Statistics;

public sealed class WilsonIntervalTests
{
    // Newcombe 1998 (Two-sided confidence intervals for the single proportion), table I, method 3.
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void It_is_that_of_the_literature(int right, int images, double low, double high)
    {
        Interval interval = WilsonInterval.Of((double)right / images, images);

        Assert.Equal(low, interval.Low, 1e-4);
        Assert.Equal(high, interval.High, 1e-4);
    }

    [Fact]
    public void Two_perfect_scores_still_have_a_floor() => Assert.InRange(WilsonInterval.FloorOfDifference(1, 1, 160), 0.02, 0.04);

    [Fact]
    public void The_floor_shrinks_with_the_test_set()
    {
        double small = WilsonInterval.FloorOfDifference(0.9, 0.8, 100);
        double large = WilsonInterval.FloorOfDifference(0.9, 0.8, 10_000);

        Assert.InRange(small, 0.09, 0.11);
        Assert.InRange(large, 0.009, 0.011);
    }
}
