using ExperimentRunner.FakeTrainer;
using ExperimentRunner.Planning;
using ExperimentRunner.Reporting;
using ExperimentRunner.Reporting.Cells;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Statistics;

namespace ExperimentRunner.Tests.Reporting.Simulation;

/// <summary>Repeats that end as soon as the images/s are known to 2 %, by the rule of sweeps.</summary>
public sealed class AdaptiveCoverageTests
{
    [Theory]
    [InlineData(2, 8, 0.01)]
    [InlineData(2, 8, 0.02)]
    [InlineData(2, 8, 0.03)]
    [InlineData(2, 8, 0.05)]
    [InlineData(3, 12, 0.02)]
    [InlineData(5, 12, 0.03)]
    public void Images_per_second_hold_the_truth_at_their_rate_or_more_often(int least, int most, double noise) =>
        Assert.InRange(Coverage.Of(seed => Stopped(least, most, noise, seed)[1].Figures.ImagesPerSecond!.Mean.Interval, TruthOf(noise, devices: 2)), 0.93, 0.99);

    [Theory]
    [InlineData(2, 8, 0.02)]
    [InlineData(3, 8, 0.03)]
    public void Speedups_need_no_wider_interval(int least, int most, double noise) =>
        Assert.InRange(Coverage.Of(seed => Speedup(Stopped(least, most, noise, seed)), TruthOf(noise, 2) / TruthOf(noise, 1)), 0.93, 0.97);

    [Fact]
    public void The_interval_of_a_fixed_number_of_repeats_would_hold_the_truth_too_rarely() =>
        Assert.InRange(Coverage.Of(seed => Plain(Stopped(2, 8, 0.02, seed)[1]), TruthOf(0.02, 2)), 0.85, 0.92);

    private static Interval? Plain(Cell cell) => Estimate.GeometricMean([.. cell.FinishedResults.Select(RunFigures.ImagesPerSecond).OfType<double>()])!.Interval;

    private static Interval? Speedup(Cell[] cells) => Ratio.OfSpeeds(cells[1], cells[0])!.Interval;

    private static double TruthOf(double noise, int devices) => LawOf(noise).OneDevice * LawOf(noise).Capacity(devices);

    private static KnownLaw LawOf(double noise) => new() { Alpha = 0.04, Noise = noise };

    private static Cell[] Stopped(int least, int most, double noise, int seed)
    {
        var policy = new RepeatPolicy(least, most, Until: 0.02);
        return [.. new SimulatedSweep(LawOf(noise), most, 1, 2).Cells(seed).Select(cell => Cell.Of(Needed(policy, cell), isStopped: true))];
    }

    private static List<RunRecord> Needed(RepeatPolicy policy, Cell cell)
    {
        var runs = new List<RunRecord>();
        foreach (RunRecord run in cell.Runs)
        {
            RunResult[] earlier = [.. runs.Select(done => done.State.WrittenResult!)];
            if (RepeatNeed.Spares(policy, run.Planned, earlier) is null)
            {
                runs.Add(run);
            }
        }

        return runs;
    }
}
