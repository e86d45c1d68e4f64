using ExperimentRunner.Reporting;

namespace ExperimentRunner.Tests.Reporting;

public sealed class FigureTextTests
{
    [Theory]
    [InlineData(null, "-")]
    [InlineData(0.999, "x1.00")]
    [InlineData(1.7142857, "x1.71")]
    [InlineData(9.996, "x10.0")]
    [InlineData(12.34, "x12.3")]
    [InlineData(99.96, "x100")]
    [InlineData(1234.4, "x1,234")]
    public void A_factor_has_about_three_digits(double? value, string text) => Assert.Equal(text, FigureText.Factor(value));

    [Theory]
    [InlineData(0.0004, "0.40 ms")]
    [InlineData(0.1334, "133 ms")]
    [InlineData(2.5, "2,500 ms")]
    public void A_step_is_told_in_milliseconds(double seconds, string text) => Assert.Equal(text, FigureText.Milliseconds(seconds));

    [Theory]
    [InlineData(0.25, "0.25 s")]
    [InlineData(99.94, "99.9 s")]
    [InlineData(119.6, "2 min 0 s")]
    [InlineData(3599, "59 min 59 s")]
    [InlineData(3600, "1 h 0 min")]
    [InlineData(259_200, "72 h 0 min")]
    public void A_duration_has_the_unit_that_fits(double seconds, string text) => Assert.Equal(text, FigureText.Duration(seconds));

    [Theory]
    [InlineData(null, "-")]
    [InlineData(1_048_576L, "1 MiB")]
    [InlineData(1_610_612_736L, "1.50 GiB")]
    [InlineData(85_899_345_920L, "80.00 GiB")]
    public void Memory_is_told_in_binary_units(long? bytes, string text) => Assert.Equal(text, FigureText.Bytes(bytes));

    [Fact]
    public void A_difference_of_accuracies_is_told_in_points() => Assert.Equal("1.3 points", FigureText.Points(-0.0125));
}
