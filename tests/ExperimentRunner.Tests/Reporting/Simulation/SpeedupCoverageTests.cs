using ExperimentRunner.FakeTrainer;
using ExperimentRunner.Reporting.Cells;
using ExperimentRunner.Reporting.Scaling;

namespace ExperimentRunner.Tests.Reporting.Simulation;

public sealed class SpeedupCoverageTests
{
    private static readonly KnownLaw Law = new() { Alpha = 0.04, Beta = 0.005, Noise = 0.03 };

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(10)]
    public void Intervals_of_a_speedup_hold_the_truth_at_their_rate(int repeats)
    {
        var sweep = new SimulatedSweep(Law, repeats, 1, 2, 4);

        double coverage = Coverage.Of(seed => Speedup(sweep, seed).Interval, Law.Capacity(4));

        Assert.InRange(coverage, 0.93, 0.97);
    }

    [Fact]
    public void So_do_those_of_efficiency_and_serial_fraction()
    {
        var sweep = new SimulatedSweep(Law, 3, 1, 4);

        Assert.InRange(Coverage.Of(seed => Point(sweep, seed).EfficiencyInterval, Law.Capacity(4) / 4), 0.93, 0.97);
        Assert.InRange(Coverage.Of(seed => Point(sweep, seed).SerialFraction!.Interval, KarpFlatt.Fraction(Law.Capacity(4), 4)), 0.93, 0.97);
    }

    [Fact]
    public void So_do_those_of_images_per_second()
    {
        var sweep = new SimulatedSweep(Law, 4, 1, 2);

        Assert.InRange(Coverage.Of(seed => sweep.Cells(seed)[1].Figures.ImagesPerSecond!.Mean.Interval, Law.OneDevice * Law.Capacity(2)), 0.93, 0.97);
    }

    [Fact]
    public void Cells_that_are_equally_fast_are_told_apart_in_one_of_twenty_sweeps()
    {
        var sweep = new SimulatedSweep(new KnownLaw { Alpha = 1, Noise = 0.03 }, 3, 1, 2);

        double claimed = Enumerable.Range(0, Coverage.Sweeps).Count(seed => Speedup(sweep, seed).Certainty == Certainty.Distinguishable) / (double)Coverage.Sweeps;

        Assert.InRange(claimed, 0.03, 0.07);
    }

    [Fact]
    public void Outliers_make_intervals_wider_and_differences_rarer()
    {
        var sweep = new SimulatedSweep(new KnownLaw { Alpha = 1, Noise = 0.03, Outliers = 0.1 }, 5, 1, 2);

        double claimed = Enumerable.Range(0, Coverage.Sweeps).Count(seed => Speedup(sweep, seed).Certainty == Certainty.Distinguishable) / (double)Coverage.Sweeps;

        Assert.InRange(claimed, 0.001, 0.05);
    }

    private static Ratio Speedup(SimulatedSweep sweep, int seed)
    {
        Cell[] cells = sweep.Cells(seed);
        return Ratio.OfSpeeds(cells[^1], cells[0])!;
    }

    private static ScalingPoint Point(SimulatedSweep sweep, int seed)
    {
        Cell[] cells = sweep.Cells(seed);
        return ScalingPoint.Of(cells[^1], cells[0]);
    }
}
