using ExperimentRunner.Matrix.Settings;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Planning.Estimates;

/// <summary>Which settings decide how long a run takes, and how far two runs are from each other by them.</summary>
internal static class TimeRelevance
{
    /// <summary>A difference in nothing but amounts.</summary>
    public const int MostOfAmounts = 9;

    private const int Amount = 1;
    private const int Detail = 10;
    private const int Shape = 40;

    private static readonly HashSet<Setting> Amounts =
    [
        TrainSettings.Epochs, TrainSettings.StopAtTarget, TrainSettings.DropLast, TrainSettings.CheckpointEvery, DataSettings.TrainImages, DataSettings.TestImages,
    ];

    /// <summary>Change how many operations there are or how fast they are done by more than a little.</summary>
    private static readonly HashSet<Setting> Shapes =
    [
        ModelSettings.Name, ModelSettings.Stem, ModelSettings.Width, DataSettings.ImageSize, TrainSettings.Freeze, TrainSettings.Parallel,
        CellSettings.Devices, CellSettings.ThreadsPerDevice, CellSettings.Amp,
    ];

    /// <summary>Change numbers, or the test images that stop a run, but not what a step costs. Batch per device stands for the global batch.</summary>
    private static readonly HashSet<Setting> Free =
    [
        ModelSettings.Weights, ModelSettings.ZeroInitResidual, DataSettings.Path, DataSettings.CropScale,
        TrainSettings.BaseLr, TrainSettings.Momentum, TrainSettings.WeightDecay, TrainSettings.WarmupEpochs, TrainSettings.Schedule, TrainSettings.StepEpochs, TrainSettings.StepGamma,
        TrainSettings.Nesterov, TrainSettings.AdamBeta1, TrainSettings.AdamBeta2, TrainSettings.AdamEpsilon, TrainSettings.DecayNormAndBias, TrainSettings.LabelSmoothing,
        TrainSettings.TargetAccuracy, CellSettings.GlobalBatch, CellSettings.LrRule, CellSettings.Backend,
    ];

    /// <summary>The settings that count, the backend aside: runs of different backends are not held against each other.</summary>
    private static readonly (Setting Setting, int Weight)[] Counted =
        [.. SettingTable.All.Where(setting => !Free.Contains(setting)).Select(setting => (setting, Amounts.Contains(setting) ? Amount : Shapes.Contains(setting) ? Shape : Detail))];

    /// <summary>Values of the settings that count, to be compared often.</summary>
    /// <param name="timing">Whether the run has the machine to itself; null if unknown.</param>
    public static IReadOnlyList<string> ValuesOf(RunSpec spec, TimingMode? timing) => [.. Counted.Select(counted => counted.Setting.Get(spec).Text), $"{timing}", $"{spec.Probe?.Kind}"];

    /// <summary>0 for runs that should take the same time.</summary>
    public static int Distance(IReadOnlyList<string> first, IReadOnlyList<string> second)
    {
        int distance = (first[^2] == second[^2] ? 0 : Shape) + (first[^1] == second[^1] ? 0 : Detail);
        for (int index = 0; index < Counted.Length; index++)
        {
            distance += first[index] == second[index] ? 0 : Counted[index].Weight;
        }

        return distance;
    }

    /// <summary>Names of the settings in which they differ.</summary>
    public static IReadOnlyList<string> Differences(IReadOnlyList<string> first, IReadOnlyList<string> second) =>
    [
        .. Counted.Where((_, index) => first[index] != second[index]).Select(counted => counted.Setting.Name),
        .. first[^2] == second[^2] ? [] : (string[])[SweepKey.Timing.Name],
        .. first[^1] == second[^1] ? [] : (string[])[SweepKey.Probe.Name],
    ];
}
