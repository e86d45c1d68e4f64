using ExperimentRunner.Statistics;

namespace ExperimentRunner.Tests.Statistics;

public sealed class WelchTests
{
    /// <summary>Hours of sleep gained by two drugs (Student 1908), the example of R's t.test, which gives these ends.</summary>
    [Fact]
    public void The_interval_is_that_of_R()
    {
        double[] first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
        double[] second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

        Welch found = Welch.Difference(first, second)!;

        Assert.Equal(-3.3654832, found.Interval.Low, 1e-6);
        Assert.Equal(0.2054832, found.Interval.High, 1e-6);
        Assert.Equal(0.07939414, found.PValue, 1e-7);
    }

    [Fact]
    public void One_value_has_no_spread() => Assert.Null(Welch.Difference([1, 2], [1]));

    [Fact]
    public void Samples_that_do_not_spread_differ_by_what_they_differ() => Assert.Equal(new Welch(new Interval(2, 2), 0), Welch.Difference([3, 3], [1, 1, 1]));

    [Fact]
    public void Samples_that_do_not_spread_by_chance_are_given_the_least_that_they_can()
    {
        Interval interval = Welch.Difference([0.9, 0.9], [0.9, 0.9], WholeImages.DeviationOfShare(100))!.Interval;

        Assert.InRange(interval.High, 0.01, 0.02);
        Assert.Equal(-interval.High, interval.Low, 1e-12);
    }
}
