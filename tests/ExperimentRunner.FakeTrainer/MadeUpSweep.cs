using System.Globalization;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.FakeTrainer;

/// <summary>Writes the folder of a large finished sweep, to measure what a report of it takes: devices x amp x batch x 5 repeats.</summary>
internal static class MadeUpSweep
{
    private const int Repeats = 5;
    private const int CellsPerBatch = 8;

    private static readonly int[] Devices = [1, 2, 4, 8];
    private static readonly KnownLaw Law = new() { Alpha = 0.05, Beta = 0.01, Noise = 0.02 };

    /// <param name="folder">Of the sweep; made if need be.</param>
    /// <param name="runs">About how many: a multiple of 40.</param>
    public static void Write(string folder, int runs)
    {
        var paths = new SweepPaths(folder);
        Directory.CreateDirectory(folder);
        PlannedRun[] planned = [.. Enumerable.Range(1, Repeats).SelectMany(repeat => Cells(runs / (Repeats * CellsPerBatch)).Select(spec => Plan(spec with { Seed = repeat }, repeat)))];
        var random = new Random(1);
        foreach (PlannedRun run in planned)
        {
            RunPaths of = paths.Run(run.RunId);
            Directory.CreateDirectory(of.Folder);
            WholeFile.WriteJson(of.Spec, run.Spec, RunJson.Default.RunSpec);
            double rate = Law.ImagesPerSecond(run.Spec.Devices, 0, random) * (run.Spec.Amp == Amp.Off ? 1 : 1.5);
            new FakeRun(of, run.Spec, rate, TimeProvider.System).WriteResult(new RunOutcome.Finished());
        }

        WholeFile.WriteJson(paths.Plan, new SweepPlan
        {
            SweepId = Path.GetFileName(folder),
            Name = "made-up",
            Created = DateTimeOffset.UnixEpoch,
            MatrixHash = "0",
            Repeats = Repeats,
            BaselineCellId = planned[0].CellId,
            Price = new DevicePrice(2, "EUR"),
            Runs = planned,
        }, RunJson.Default.SweepPlan);
    }

    private static IEnumerable<RunSpec> Cells(int batches) =>
        from batch in Enumerable.Range(1, batches)
        from devices in Devices
        from amp in new[] { Amp.Off, Amp.On }
        select new RunSpec
        {
            Model = new ModelSpec(),
            Data = new DataSpec(),
            Train = new TrainSpec(),
            Devices = devices,
            BatchPerDevice = batch,
            Amp = amp,
            LrRule = LearningRateRule.None,
            LrFactor = 1,
            Seed = 0,
        };

    private static PlannedRun Plan(RunSpec spec, int repeat) => new()
    {
        RunId = RunId.Of(spec),
        CellId = RunId.OfCell(spec),
        Repeat = repeat,
        Axes =
        [
            new AxisValue("devices", spec.Devices.ToString(CultureInfo.InvariantCulture)),
            new AxisValue("batch_per_device", spec.BatchPerDevice.ToString(CultureInfo.InvariantCulture)),
            new AxisValue("amp", spec.Amp == Amp.Off ? "off" : "on"),
        ],
        Spec = spec,
    };
}
