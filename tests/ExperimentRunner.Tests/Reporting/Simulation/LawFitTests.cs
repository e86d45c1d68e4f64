using CsCheck;
using ExperimentRunner.FakeTrainer;
using ExperimentRunner.Reporting.Scaling.Laws;

namespace ExperimentRunner.Tests.Reporting.Simulation;

public sealed class LawFitTests
{
    private static readonly KnownLaw Noisy = new() { Alpha = 0.05, Beta = 0.01, Noise = 0.02 };
    private static readonly SimulatedSweep Sweep = new(Noisy, 4, 1, 2, 4, 8);

    [Fact]
    public void A_law_without_noise_is_found_exactly() => Gen.Select(Gen.Double[0, 0.5], Gen.Double[0, 0.1], Gen.Int[0, 1000]).Sample(
        (alpha, beta, seed) =>
        {
            LawFit.Fitted usl = Usl(new SimulatedSweep(new KnownLaw { Alpha = alpha, Beta = beta }, 2, 1, 2, 4, 8), seed);

            Assert.Equal(alpha, usl.Parameters[0].Value, 1e-5);
            Assert.Equal(beta, usl.Parameters[1].Value, 1e-5);
        },
        seed: "0N0XIzNsQ0O2",
        iter: 200);

    [Fact]
    public void A_drift_between_repeats_does_not_move_the_parameters()
    {
        ScalingSample[] steady = [.. new SimulatedSweep(Noisy with { Noise = 0 }, 3, 1, 2, 4, 8).Samples(1)];
        ScalingSample[] drifting = [.. steady.Select(sample => sample with { ImagesPerSecond = sample.ImagesPerSecond / sample.Repeat })];

        var fit = Assert.IsType<LawFit.Fitted>(LawFitter.Fit(ScalingLaw.OfUsl, drifting));

        Assert.Equal(Noisy.Alpha, fit.Parameters[0].Value, 1e-5);
        Assert.Equal(Noisy.Beta, fit.Parameters[1].Value, 1e-5);
    }

    [Theory]
    [InlineData(0, 0.05)]
    [InlineData(1, 0.01)]
    public void Intervals_of_the_parameters_hold_the_truth_at_their_rate(int parameter, double truth) =>
        Assert.InRange(Coverage.Of(seed => Usl(Sweep, seed).Parameters[parameter].Interval, truth), 0.93, 0.97);

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(32)]
    public void Intervals_of_predictions_hold_the_truth_at_their_rate(int devices) =>
        Assert.InRange(Coverage.Of(seed => Usl(Sweep, seed).Predictions.Single(found => found.Devices == devices).Interval, Noisy.Capacity(devices)), 0.93, 0.97);

    /// <summary>Three numbers of devices are few, so that a beta below 0 often comes out, which would promise more than perfect scaling.</summary>
    [Theory]
    [InlineData(0.04, 0.005, 0.03)]
    [InlineData(0.02, 0, 0.02)]
    public void Predictions_from_few_devices_hold_the_truth_and_are_never_better_than_perfect(double alpha, double beta, double noise)
    {
        KnownLaw law = new() { Alpha = alpha, Beta = beta, Noise = noise };
        var sweep = new SimulatedSweep(law, 3, 1, 2, 4);
        Prediction[][] predictions = [.. Enumerable.Range(0, Coverage.Sweeps).Select(seed => Usl(sweep, seed).Predictions.ToArray())];

        Assert.All(predictions.SelectMany(of => of), of => Assert.True(of.Speedup <= of.Devices * (1 + 1e-12) && of.Interval!.Low > 0 && of.Interval.High <= of.Devices * (1 + 1e-12) && of.Interval.Contains(of.Speedup)));
        foreach (int devices in Prediction.DeviceCounts)
        {
            Prediction[] made = [.. predictions.SelectMany(of => of).Where(of => of.Devices == devices)];
            Assert.InRange(made.Length, 0.96 * Coverage.Sweeps, Coverage.Sweeps);
            Assert.InRange(made.Count(of => of.Interval!.Contains(law.Capacity(devices))) / (double)made.Length, 0.93, 1);
        }
    }

    [Fact]
    public void Points_that_rise_faster_than_any_machine_are_not_drawn_on()
    {
        ScalingSample[] samples = [new(1, 1, 100), new(1, 2, 193), new(1, 4, 380), new(2, 1, 100), new(2, 2, 193.2), new(2, 4, 380.1)];

        LawFit.Fitted usl = Assert.IsType<LawFit.Fitted>(LawFitter.Fit(ScalingLaw.OfUsl, samples));
        LawFit.Fitted exact = Assert.IsType<LawFit.Fitted>(LawFitter.Fit(ScalingLaw.OfUsl, samples[..3]));

        Assert.True(usl.Parameters[1].Value < 0);
        Assert.DoesNotContain(usl.Predictions, of => of.Devices == 32);
        Assert.Empty(exact.Predictions);
        Assert.True(exact.HasEnoughToPredict);
    }

    [Fact]
    public void Intervals_of_the_peak_hold_the_truth_at_their_rate()
    {
        double peak = Math.Sqrt((1 - Noisy.Alpha) / Noisy.Beta);

        double coverage = Coverage.Of(seed => Usl(Sweep, seed).Peak is { Low: { } low } found ? new(low, found.High ?? double.PositiveInfinity) : null, peak);

        Assert.InRange(coverage, 0.93, 0.97);
    }

    [Fact]
    public void A_serial_share_is_found_by_Amdahl()
    {
        KnownLaw law = new() { Alpha = 0.1, Noise = 0.02 };
        var sweep = new SimulatedSweep(law, 3, 1, 2, 4);

        Assert.InRange(Coverage.Of(seed => Fit(ScalingLaw.OfAmdahl, sweep, seed).Parameters[0].Interval, law.Alpha), 0.93, 0.97);
    }

    [Fact]
    public void Where_agreement_costs_nothing_no_peak_is_claimed()
    {
        LawFit.Fitted[] fits = [.. Enumerable.Range(0, 200).Select(seed => Usl(new SimulatedSweep(new KnownLaw { Alpha = 0.05, Noise = 0.02 }, 4, 1, 2, 4, 8), seed))];

        Assert.InRange(fits.Count(fit => fit.Peak!.High is not null), 0, 20);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1, 2)]
    public void Too_few_numbers_of_devices_are_refused_for_the_USL(params int[] devices)
    {
        var refused = Assert.IsType<LawFit.Refused>(LawFitter.Fit(ScalingLaw.OfUsl, new SimulatedSweep(Noisy, 3, devices).Samples(1)));

        Assert.StartsWith("USL has 2 parameters, so it takes at least 3 numbers of devices;", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_numbers_of_devices_give_Amdahls_share_but_no_prediction()
    {
        LawFit.Fitted amdahl = Fit(ScalingLaw.OfAmdahl, new SimulatedSweep(Noisy, 3, 1, 2), 1);

        Assert.Equal(2, amdahl.DegreesOfFreedom);
        Assert.NotNull(amdahl.Parameters[0].Interval);
        Assert.Empty(amdahl.Predictions);
    }

    [Fact]
    public void Runs_of_different_repeats_are_not_compared()
    {
        ScalingSample[] apart = [new(1, 1, 100), new(2, 2, 190), new(3, 4, 350)];

        var refused = Assert.IsType<LawFit.Refused>(LawFitter.Fit(ScalingLaw.OfUsl, apart));

        Assert.EndsWith("no two were measured in the same repeat.", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_curve_may_begin_with_more_than_one_device()
    {
        KnownLaw law = new() { Alpha = 0.05, Beta = 0.01 };

        LawFit.Fitted usl = Usl(new SimulatedSweep(law, 2, 2, 4, 8), 1);

        Assert.Equal(law.Capacity(16) / law.Capacity(2), usl.Predictions.Single(found => found.Devices == 16).Speedup, 1e-4);
    }

    private static LawFit.Fitted Usl(SimulatedSweep sweep, int seed) => Fit(ScalingLaw.OfUsl, sweep, seed);

    private static LawFit.Fitted Fit(ScalingLaw law, SimulatedSweep sweep, int seed) => Assert.IsType<LawFit.Fitted>(LawFitter.Fit(law, sweep.Samples(seed)));
}
