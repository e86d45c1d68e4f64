using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Tests.Execution;

/// <summary>Small plans: one cell a device count, each repeated.</summary>
internal static class Plans
{
    public static MachineDescription Machine { get; } = new()
    {
        HostName = "here",
        Processor = "made up",
        Cores = 2,
        MemoryBytes = 1L << 30,
        OperatingSystem = "none",
        Runtime = ".NET",
    };

    public static SweepPlan Of(IReadOnlyList<int> devices, int repeats = 1, TimeSpan? runTimeout = null)
    {
        PlannedRun[] runs = [.. from repeat in Enumerable.Range(1, repeats) from count in devices select Run(count, repeat)];
        return new SweepPlan
        {
            SweepId = "made-up-20260131-120000-abcd",
            Name = "made-up",
            Created = new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero),
            MatrixHash = "abcd",
            Repeats = repeats,
            BaselineCellId = runs[0].CellId,
            Limits = new() { RunTimeout = runTimeout },
            Runs = runs,
        };
    }

    public static RunSpec Spec(int devices, int seed) => new()
    {
        Model = new ModelSpec(),
        Data = new DataSpec(),
        Train = new TrainSpec(),
        Devices = devices,
        BatchPerDevice = 16,
        Amp = Amp.Off,
        LrRule = LearningRateRule.None,
        LrFactor = 1,
        Seed = seed,
    };

    private static PlannedRun Run(int devices, int repeat)
    {
        RunSpec spec = Spec(devices, seed: repeat);
        return new PlannedRun
        {
            RunId = RunId.Of(spec),
            CellId = RunId.OfCell(spec),
            Repeat = repeat,
            Axes = [new AxisValue("devices", $"{devices}")],
            Spec = spec,
        };
    }
}
