using ExperimentRunner.Planning;
using ExperimentRunner.Planning.Estimates;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Tests.Planning.Estimates;

/// <summary>Runs of a small matrix that took a given time.</summary>
internal static class MeasuredRuns
{
    public const string Matrix = "name: small\ndata: { train_images: 400, test_images: 100 }\nmatrix: { devices: [1, 2], batch_per_device: 16 }";

    public static PlannedRun Planned(params string[] overrides) => TestPlan.Of(Matrix, ["matrix.devices=[1]", .. overrides]).Runs[0];

    public static MeasuredRun Of(double seconds, params string[] overrides) => Of(Planned(overrides).Spec, seconds);

    public static MeasuredRun Of(RunSpec spec, double seconds, double overhead = 5) => new()
    {
        Spec = spec,
        CellId = RunId.OfCell(spec),
        SweepId = "small-20260101",
        Timing = TimingMode.Exclusive,
        Images = new ImageCount(spec.Data.TrainImages, spec.Data.TestImages),
        Epochs = spec.Train.Epochs,
        Time = TimeSpan.FromSeconds(seconds),
        Overhead = TimeSpan.FromSeconds(overhead),
    };
}
