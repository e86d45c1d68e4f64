using ExperimentRunner.Planning;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Tests.Execution;

namespace ExperimentRunner.Tests.Planning.Scheduling;

/// <summary>Runs on 1, 2, 4 or 8 devices that take made-up times; the same seed makes the same.</summary>
internal sealed class MadeUpRuns
{
    private readonly Dictionary<string, double> secondsByCell = [];

    public MadeUpRuns(int cells, int repeats, ulong seed)
    {
        var random = new SplitMix64(seed);
        PlannedRun[] first = [.. Enumerable.Range(0, cells).Select(cell => Run(cell, devices: 1 << random.Below(4)))];
        foreach (PlannedRun run in first)
        {
            // From 1 to 20 s, and faster with more devices, as runs are.
            secondsByCell[run.CellId] = Math.Exp(random.Below(3000) / 1000.0) / Math.Sqrt(run.Spec.Devices);
        }

        All = [.. Enumerable.Range(1, repeats).SelectMany(repeat => first.Select(run => run with { Repeat = repeat, RunId = $"{run.CellId}-{repeat}" }))];
    }

    public IReadOnlyList<PlannedRun> All { get; }

    public double Seconds(PlannedRun run) => secondsByCell[run.CellId];

    /// <summary>What an estimate says that is up to twice too high or too low.</summary>
    public double Guess(PlannedRun run) => Seconds(run) * Math.Pow(2, (StringComparer.Ordinal.Compare(run.CellId, "c5") > 0 ? 1 : -1) * (run.CellId.Length % 3) / 2.0);

    private static PlannedRun Run(int cell, int devices) => new()
    {
        RunId = "",
        CellId = $"c{cell}",
        Repeat = 1,
        Axes = [],
        Spec = Plans.Spec(devices, seed: 0),
    };
}
