using ExperimentRunner.Reporting.Cells;

namespace ExperimentRunner.Tests.Reporting;

public sealed class SpreadTests
{
    [Theory]
    [InlineData(new[] { 3.0 }, 3, 3, 3)]
    [InlineData(new[] { 4.0, 2.0 }, 3, 2, 4)]
    [InlineData(new[] { 9.0, 1.0, 2.0 }, 2, 1, 9)]
    [InlineData(new[] { 4.0, 1.0, 3.0, 2.0 }, 2.5, 1, 4)]
    public void It_has_median_lowest_and_highest(double[] values, double median, double min, double max) =>
        Assert.Equal(new Spread(median, min, max, values.Length), Of(values));

    [Fact]
    public void What_is_unknown_or_no_number_is_left_out()
    {
        Assert.Equal(new Spread(5, 5, 5, 1), Spread.Of([null, double.NaN, 5, double.PositiveInfinity]));
        Assert.Null(Spread.Of([null, double.NaN]));
        Assert.Null(Spread.Of([]));
    }

    [Fact]
    public void Half_of_the_range_is_relative_to_the_median() => Assert.Equal(0.05, Of(95, 100, 105).RelativeHalfRange!.Value, 1e-12);

    [Fact]
    public void One_repeat_has_no_half_range() => Assert.Null(Of(95).RelativeHalfRange);

    [Theory]
    [InlineData(new[] { 100.0 }, new[] { 200.0, 201.0 }, nameof(Certainty.OneRepeat))]
    [InlineData(new[] { 100.0, 101.0 }, new[] { 200.0 }, nameof(Certainty.OneRepeat))]
    [InlineData(new[] { 100.0, 101.0 }, new[] { 200.0, 201.0 }, nameof(Certainty.Distinguishable))]
    [InlineData(new[] { 100.0, 110.0 }, new[] { 105.0, 120.0 }, nameof(Certainty.NotDistinguishable))]
    [InlineData(new[] { 100.0, 110.0 }, new[] { 110.0, 111.0 }, nameof(Certainty.NotDistinguishable))]
    [InlineData(new[] { 100.0, 130.0, 131.0 }, new[] { 132.0, 133.0, 134.0 }, nameof(Certainty.NotDistinguishable))]
    [InlineData(new[] { 100.0, 100.0 }, new[] { 100.0, 100.0 }, nameof(Certainty.NotDistinguishable))]
    public void A_difference_counts_only_where_the_repeats_show_it(double[] one, double[] other, string certainty)
    {
        Assert.Equal(certainty, Of(one).CompareWith(Of(other)).ToString());
        Assert.Equal(certainty, Of(other).CompareWith(Of(one)).ToString());
    }

    private static Spread Of(params double[] values) => Spread.Of(values.Select(value => (double?)value))!;
}
