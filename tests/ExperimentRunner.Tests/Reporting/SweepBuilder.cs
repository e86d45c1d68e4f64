using ExperimentRunner.Planning;
using ExperimentRunner.Reporting;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Tests.Reporting;

/// <summary>A hand-made sweep: cells, and what became of each of their repeats. The first cell is the baseline.</summary>
internal sealed class SweepBuilder(params string[] axes)
{
    private readonly List<(CellSetup Cell, ProbeKind? Probe, RunSetup[] Repeats)> cells = [];

    public IReadOnlyList<Expectation> Expectations { get; init; } = [];

    public GitState? Git { get; init; } = new("4dc1b3a9e0", "main", IsDirty: false);

    public string Name { get; init; } = "quickstart";

    public MachineDescription? Machine { get; init; } = new()
    {
        HostName = "node-7",
        Processor = "AMD EPYC 9B45",
        Cores = 2,
        MemoryBytes = 25_769_803_776,
        OperatingSystem = "Debian GNU/Linux 12",
        Runtime = ".NET 10.0.1",
    };

    public SweepBuilder Cell(CellSetup cell, params RunSetup[] repeats)
    {
        cells.Add((cell, null, repeats));
        return this;
    }

    /// <summary>What was left out of a cell that is there.</summary>
    public SweepBuilder Probe(CellSetup cell, ProbeKind kind, params RunSetup[] repeats)
    {
        cells.Add((cell, kind, repeats));
        return this;
    }

    /// <summary>Repeats that differ in speed and accuracy only.</summary>
    public SweepBuilder Cell(CellSetup cell, params (double ImagesPerSecond, double Accuracy)[] repeats) =>
        Cell(cell, [.. repeats.Select(repeat => Run.Finished(repeat.ImagesPerSecond, repeat.Accuracy))]);

    public SpeedupReport Report() => SpeedupReport.Build(Folder());

    public SweepFolder Folder()
    {
        using var folder = new TemporaryFolder();
        WriteTo(new SweepPaths(folder.Path));
        return SweepFolder.Read(new SweepPaths(folder.Path));
    }

    public void WriteTo(SweepPaths paths)
    {
        SweepPlan plan = Plan();
        WholeFile.WriteJson(paths.Plan, plan, RunJson.Default.SweepPlan);
        if (Machine is not null)
        {
            WholeFile.WriteJson(paths.Machine, Machine, RunJson.Default.MachineDescription);
        }

        Dictionary<string, RunSetup[]> repeats = cells.ToDictionary(cell => IdOf(cell.Cell, cell.Probe), cell => cell.Repeats);
        foreach (PlannedRun run in plan.Runs)
        {
            repeats[run.CellId][run.Repeat - 1](paths.Run(run.RunId), run);
        }
    }

    public SweepPlan Plan()
    {
        int repeats = cells.Max(cell => cell.Repeats.Length);
        return new SweepPlan
        {
            SweepId = $"{Name}-20260131-142501-9f3c",
            Name = Name,
            Created = new DateTimeOffset(2026, 1, 31, 14, 25, 1, TimeSpan.Zero),
            MatrixHash = "5f1d7a84",
            Repeats = repeats,
            BaselineCellId = cells[0].Cell.Id,
            Git = Git,
            Expectations = Expectations,
            Runs = [.. Enumerable.Range(1, repeats).SelectMany(repeat => cells.Where(cell => cell.Repeats.Length >= repeat).Reverse().Select(cell => Planned(cell.Cell, cell.Probe, repeat)))],
        };
    }

    private static string IdOf(CellSetup cell, ProbeKind? probe) => probe is null ? cell.Id : $"{cell.Id}-{probe.ToString()!.ToLowerInvariant()}";

    private PlannedRun Planned(CellSetup cell, ProbeKind? probe, int repeat) => new()
    {
        RunId = $"{IdOf(cell, probe)}-s{41 + repeat}",
        CellId = IdOf(cell, probe),
        Repeat = repeat,
        Axes = [.. axes.Select(axis => new AxisValue(axis, cell.AxisValue(axis)))],
        Spec = probe is { } kind ? SpeedProbe.Of(cell.Spec(41 + repeat), kind)! : cell.Spec(41 + repeat),
    };
}
