using ExperimentRunner.Reporting.Scaling;
using ExperimentRunner.Reporting.Scaling.Laws;

namespace ExperimentRunner.Tests.Reporting;

/// <summary>The article's 72, 42 and 36 hours on 1, 2 and 4 GPUs, as docs/scaling.md works them out.</summary>
public sealed class ArticleLawsTests
{
    private const double Images = 1e9;

    private static readonly ScalingSample[] Article = [.. new[] { (1, 72.0), (2, 42.0), (4, 36.0) }.Select(point => new ScalingSample(1, point.Item1, Images / point.Item2))];

    [Theory]
    [InlineData(72.0 / 42, 2, 0.167)]
    [InlineData(72.0 / 36, 4, 0.333)]
    public void The_serial_fraction_grows_with_the_devices(double speedup, double devices, double fraction) =>
        Assert.Equal(fraction, KarpFlatt.Fraction(speedup, devices), 5e-4);

    [Fact]
    public void The_USL_has_no_contention_and_peaks_near_three_and_a_half_devices()
    {
        LawFit.Fitted usl = Fitted(ScalingLaw.OfUsl);

        Assert.Equal(0, usl.Parameters[0].Value, 1e-6);
        Assert.Equal(0.0833, usl.Parameters[1].Value, 1e-4);
        Assert.Equal(3.46, usl.Peak!.Devices!.Value, 0.005);
        Assert.Equal(1.41, usl.Predictions.Single(prediction => prediction.Devices == 8).Speedup, 0.005);
    }

    [Fact]
    public void Two_parameters_through_two_speedups_leave_nothing_to_be_sure_of()
    {
        LawFit.Fitted usl = Fitted(ScalingLaw.OfUsl);

        Assert.Equal(0, usl.DegreesOfFreedom);
        Assert.All(usl.Parameters, parameter => Assert.Null(parameter.Interval));
        Assert.All(usl.Predictions, prediction => Assert.Null(prediction.Interval));
        Assert.Null(usl.Peak!.Low);
    }

    [Fact]
    public void Amdahl_fits_worse_than_its_one_parameter_can_be_blamed_for()
    {
        LawFit.Fitted amdahl = Fitted(ScalingLaw.OfAmdahl);

        Assert.Equal(1, amdahl.DegreesOfFreedom);
        Assert.InRange(amdahl.Parameters[0].Value, 0.25, 0.35);
        Assert.InRange(amdahl.ResidualSpread!.Value, 0.05, 0.15);
    }

    private static LawFit.Fitted Fitted(ScalingLaw law) => Assert.IsType<LawFit.Fitted>(LawFitter.Fit(law, Article));
}
