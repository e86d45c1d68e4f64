using ExperimentRunner.FakeTrainer;
using ExperimentRunner.Reporting.Cells;

namespace ExperimentRunner.Tests.Reporting.Simulation;

public sealed class DriftTests
{
    private static readonly KnownLaw Drifting = new() { Alpha = 0.04, Beta = 0.005, Noise = 0.01, Drift = 0.2 };

    [Fact]
    public void Interleaving_removes_a_linear_drift() => Assert.InRange(MeanError(new SimulatedSweep(Drifting, 4, 1, 2, 4)), -0.001, 0.001);

    [Fact]
    public void Without_it_the_drift_passes_for_a_lack_of_scaling() =>
        Assert.InRange(MeanError(new SimulatedSweep(Drifting, 4, 1, 2, 4) { IsInterleaved = false }), -0.17, -0.155);

    [Fact]
    public void Intervals_hold_the_truth_at_their_rate_under_drift()
    {
        var sweep = new SimulatedSweep(Drifting, 8, 1, 2, 4);

        double coverage = Coverage.Of(seed => Speedup(sweep, seed).Interval, Drifting.Capacity(4));

        Assert.InRange(coverage, 0.93, 0.97);
    }

    /// <summary>Of the logarithm, so of the speedup relatively.</summary>
    private static double MeanError(SimulatedSweep sweep) =>
        Enumerable.Range(0, Coverage.Sweeps).Average(seed => Math.Log(Speedup(sweep, seed).Value / Drifting.Capacity(4)));

    private static Ratio Speedup(SimulatedSweep sweep, int seed)
    {
        Cell[] cells = sweep.Cells(seed);
        return Ratio.OfSpeeds(cells[^1], cells[0])!;
    }
}
