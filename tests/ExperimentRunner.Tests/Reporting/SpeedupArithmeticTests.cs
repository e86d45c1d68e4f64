using ExperimentRunner.Reporting.Cells;
using ExperimentRunner.Reporting.Scaling;

namespace ExperimentRunner.Tests.Reporting;

public sealed class SpeedupArithmeticTests
{
    [Theory]
    [InlineData(72, 72, 1, 1.00, 1.00)]
    [InlineData(72, 42, 2, 1.71, 0.86)]
    [InlineData(72, 36, 4, 2.00, 0.50)]
    [InlineData(36, 72, 1, 0.50, 0.50)]
    public void Hours_give_speedup_and_efficiency(double baselineHours, double hours, int devices, double speedup, double efficiency)
    {
        double measured = SpeedupArithmetic.OfTimes(TimeSpan.FromHours(baselineHours), TimeSpan.FromHours(hours));

        Assert.Equal(speedup, measured, 0.005);
        Assert.Equal(efficiency, SpeedupArithmetic.Efficiency(measured, devices, 1), 0.005);
    }

    [Fact]
    public void Rates_give_the_same_speedup_as_the_times_that_they_mean() =>
        Assert.Equal(SpeedupArithmetic.OfTimes(TimeSpan.FromHours(72), TimeSpan.FromHours(42)), SpeedupArithmetic.OfRates(1 / 72.0, 1 / 42.0), 1e-12);

    [Theory]
    [InlineData(1.9, 4, 2, 0.95)]
    [InlineData(0.5, 1, 2, 1.00)]
    public void Efficiency_counts_devices_from_the_baselines(double speedup, int devices, int baselineDevices, double efficiency) =>
        Assert.Equal(efficiency, SpeedupArithmetic.Efficiency(speedup, devices, baselineDevices), 1e-12);

    [Fact]
    public void The_article_has_the_figures_that_its_hours_give()
    {
        Assert.Equal([2, 4], Article.Devices);
        Assert.Equal(1.71, Article.Speedup(2), 0.005);
        Assert.Equal(2.00, Article.Speedup(4), 0.005);
        Assert.Equal(0.86, Article.Efficiency(2), 0.005);
        Assert.Equal(0.50, Article.Efficiency(4), 0.005);
    }
}
