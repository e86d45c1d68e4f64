using ExperimentRunner.Tracking.Shipping.Points;

namespace ExperimentRunner.Tracking.Tests.Shipping.Points;

public sealed class PointWindowsTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(2500, 1)]
    [InlineData(2501, 2)]
    [InlineData(5000, 2)]
    [InlineData(1_000_000, 400)]
    public void A_run_of_many_steps_gets_windows_of_several(long planned, long width) => Assert.Equal(width, new PointWindows(planned).Width);

    [Theory]
    [InlineData(1)]
    [InlineData(2499)]
    [InlineData(2501)]
    [InlineData(7777)]
    [InlineData(1_234_567)]
    public void No_run_has_more_points_than_charts_draw_and_windows_are_equal_but_for_the_last(long planned)
    {
        var windows = new PointWindows(planned);

        long[] sizes = [.. Positions(planned).GroupBy(windows.IndexOf).Select(window => window.LongCount())];

        Assert.InRange(sizes.Length, 1, PointWindows.MostPoints);
        Assert.All(sizes[..^1], size => Assert.Equal(windows.Width, size));
    }

    [Fact]
    public void A_run_that_does_more_than_it_planned_has_no_more_points() => Assert.Equal(PointWindows.MostPoints - 1, new PointWindows(2500).IndexOf(9999));

    [Fact]
    public void Samples_of_half_a_year_are_few_enough_points_and_the_first_hours_are_whole()
    {
        const long halfAYear = 182 * 24 * 360;

        long[] indexes = [.. Positions(halfAYear).Select(GrowingWindows.IndexOf)];

        Assert.Equal(indexes.Take(GrowingWindows.Single), Enumerable.Range(0, GrowingWindows.Single).Select(index => (long)index));
        Assert.True(indexes.Zip(indexes.Skip(1), (before, after) => after - before).All(step => step is 0 or 1), "A window is left out or comes twice.");
        Assert.InRange(indexes[^1], GrowingWindows.Single, PointWindows.MostPoints - 1);
        Assert.Equal(16, indexes.Count(index => index == GrowingWindows.Single));
    }

    [Fact]
    public void A_point_of_several_has_means_of_what_is_measured_and_the_last_of_what_is_counted()
    {
        DateTimeOffset time = DateTimeOffset.UnixEpoch;
        Point[] points = [new(3, time, 30, [new("loss", 1), new("epoch", 1, IsCount: true)]), new(4, time.AddSeconds(1), 40, [new("loss", 4), new("epoch", 2, IsCount: true)])];

        Point mean = Point.Mean(points);

        Assert.Equal((4, time.AddSeconds(1), 40), (mean.Position, mean.Time, mean.Step));
        Assert.Equal([new("loss", 2.5), new("epoch", 2, IsCount: true)], mean.Values);
    }

    private static IEnumerable<long> Positions(long count)
    {
        for (long position = 1; position <= count; position++)
        {
            yield return position;
        }
    }
}
