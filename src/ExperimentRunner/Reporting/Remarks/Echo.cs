using System.Globalization;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Reporting.Remarks;

/// <summary>Holds what a run really used against what it was told.</summary>
internal static class Echo
{
    // A trainer may keep its rate as a 32-bit float.
    private const double RateTolerance = 1e-5;

    public static IReadOnlyList<EchoDifference> Differences(RunRecord run) =>
    [
        .. Specs(run),
        .. run.State.WrittenResult?.Used is { } used ? Settings(run.Spec, used) : [],
    ];

    private static IEnumerable<EchoDifference> Specs(RunRecord run)
    {
        if (run.Spec != run.Planned.Spec)
        {
            yield return new EchoDifference("run.json", "as in plan.json", "another one");
        }
    }

    private static IEnumerable<EchoDifference> Settings(RunSpec spec, UsedSettings used) =>
    [
        .. Differ("backend", Word(spec.Backend), Word(used.Backend), spec.Backend == Backend.Auto || spec.Backend == used.Backend),
        .. Differ("devices", spec.Devices, used.Devices),
        .. Differ("threads_per_device", spec.ThreadsPerDevice, used.ThreadsPerDevice, used.Backend == Backend.Cuda),
        .. Differ("batch_per_device", spec.BatchPerDevice, used.BatchPerDevice),
        .. Differ("accumulate", spec.Train.Accumulate, used.Accumulate),
        .. Differ("global_batch", spec.GlobalBatch, used.GlobalBatch),
        .. Differ("learning_rate", Rate(spec.LearningRate), Rate(used.LearningRate), IsSameRate(spec.LearningRate, used.LearningRate)),
        .. Differ("amp", Word(spec.Amp), Word(used.Precision), IsWhatWasAskedFor(spec.Amp, used.Precision)),
        .. Differ("train_images", spec.Data.TrainImages, used.TrainImages, spec.Data.Source == DataSource.ImageFolder),
        .. Differ("test_images", spec.Data.TestImages, used.TestImages, spec.Data.Source == DataSource.ImageFolder),
    ];

    private static IEnumerable<EchoDifference> Differ(string setting, int asked, int used, bool isFree = false) =>
        Differ(setting, FigureText.Count(asked), FigureText.Count(used), isFree || asked == used);

    private static IEnumerable<EchoDifference> Differ(string setting, string asked, string used, bool isSame) =>
        isSame ? [] : [new EchoDifference(setting, asked, used)];

    private static bool IsSameRate(double asked, double used) => Math.Abs(asked - used) <= RateTolerance * Math.Abs(asked);

    private static bool IsWhatWasAskedFor(Amp asked, Precision used) => asked switch
    {
        Amp.Off => used == Precision.Fp32,
        Amp.On => used != Precision.Fp32,
        Amp.Bf16 => used == Precision.Bf16,
        Amp.Fp16 => used == Precision.Fp16,
    };

    private static string Rate(double rate) => rate.ToString("G6", CultureInfo.InvariantCulture);

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
