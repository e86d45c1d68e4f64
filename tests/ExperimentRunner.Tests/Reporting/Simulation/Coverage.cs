using ExperimentRunner.Statistics;

namespace ExperimentRunner.Tests.Reporting.Simulation;

/// <summary>How many of many intervals hold the truth. Of 2,000 intervals at 95 %, 93 to 97 % is four standard errors either way.</summary>
internal static class Coverage
{
    public const int Sweeps = 2000;

    public static double Of(Func<int, Interval?> interval, double truth)
    {
        int held = 0;
        for (int seed = 0; seed < Sweeps; seed++)
        {
            Interval found = interval(seed) ?? throw new InvalidOperationException($"Sweep {seed} has no interval.");
            held += found.Contains(truth) ? 1 : 0;
        }

        return (double)held / Sweeps;
    }
}
