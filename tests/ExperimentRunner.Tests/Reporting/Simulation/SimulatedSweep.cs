using ExperimentRunner.FakeTrainer;
using ExperimentRunner.Planning;
using ExperimentRunner.Reporting;
using ExperimentRunner.Reporting.Cells;
using ExperimentRunner.Reporting.Scaling.Laws;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Tests.Reporting.Simulation;

/// <summary>A sweep over devices whose throughputs follow a known law, made in memory: thousands a second.</summary>
internal sealed record SimulatedSweep(KnownLaw Law, int Repeats, params int[] Devices)
{
    /// <summary>Repeat 1 of all cells before repeat 2 of any, shuffled within a repeat, as sweeps are planned; else all repeats of a cell together.</summary>
    public bool IsInterleaved { get; init; } = true;

    /// <summary>By devices, in the order of <see cref="Devices"/>.</summary>
    public Cell[] Cells(int seed)
    {
        var random = new Random(seed);
        PlannedRun[] runs = [.. Order(seed)];
        RunRecord[] records = [.. runs.Select((run, at) => new RunRecord(run, run.Spec, Finished(run, (double)at / (runs.Length - 1), random)))];
        ILookup<string, RunRecord> byCell = records.ToLookup(record => record.Planned.CellId);
        return [.. Devices.Select(devices => Cell.Of(byCell[new CellSetup(devices).Id]))];
    }

    public IReadOnlyList<ScalingSample> Samples(int seed) => ScalingSample.Of(Cells(seed));

    private IEnumerable<PlannedRun> Order(int seed) => IsInterleaved
        ? Enumerable.Range(1, Repeats).SelectMany(repeat => Shuffle.Of(Devices, (ulong)((seed * 1000) + repeat)).Select(devices => Planned(devices, repeat)))
        : Devices.SelectMany(devices => Enumerable.Range(1, Repeats).Select(repeat => Planned(devices, repeat)));

    private static PlannedRun Planned(int devices, int repeat)
    {
        var cell = new CellSetup(devices);
        return new PlannedRun { RunId = $"{cell.Id}-s{repeat}", CellId = cell.Id, Repeat = repeat, Axes = [new AxisValue("devices", cell.AxisValue("devices"))], Spec = cell.Spec(repeat) };
    }

    private RunState.Finished Finished(PlannedRun run, double progress, Random random) => new(new RunResult
    {
        RunId = run.RunId,
        Outcome = new RunOutcome.Finished(),
        Started = DateTimeOffset.UnixEpoch,
        Ended = DateTimeOffset.UnixEpoch,
        Timing = new RunTiming
        {
            WarmupSteps = 3,
            MeasuredSteps = 30,
            ImagesPerSecond = Law.ImagesPerSecond(run.Spec.Devices, progress, random),
            StepSecondsMedian = 0,
            StepSecondsP95 = 0,
            PreparationSeconds = 0,
            TrainSeconds = 0,
            EvaluationSeconds = 0,
            WallSeconds = 0,
        },
    });
}
