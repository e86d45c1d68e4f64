using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Planning;

/// <summary>What of a run decides its speed and its memory. What decides only how well it learns is as in all others, so that runs that differ in nothing else have the same.</summary>
internal static class TimingSpec
{
    public static RunSpec Of(RunSpec spec) => spec with
    {
        Model = spec.Model with { Weights = "none" },
        Train = new TrainSpec
        {
            Epochs = 1,

            // Noise must not make it diverge.
            BaseLr = 1e-6,
            WarmupEpochs = 0,
            Schedule = Schedule.Constant,
            Accumulate = spec.Train.Accumulate,
            Parallel = spec.Train.Parallel,
            MemoryFormat = spec.Train.MemoryFormat,
            SyncBatchNorm = spec.Train.SyncBatchNorm,
            Optimizer = spec.Train.Optimizer,
            EmaDecay = spec.Train.EmaDecay,
            Mixup = spec.Train.Mixup,
            LabelSmoothing = spec.Train.LabelSmoothing,
            Freeze = spec.Train.Freeze,
            CheckpointEvery = 0,
        },
        LrRule = LearningRateRule.None,
        LrFactor = 1,
        Probe = null,
    };

    /// <summary>Random numbers of the shape of the images of <paramref name="data"/>, which lie ready in memory.</summary>
    public static DataSpec RandomImages(DataSpec data, int images) => new()
    {
        Source = DataSource.Random,
        ImageSize = data.ImageSize,
        Classes = data.Classes,
        TrainImages = images,
        TestImages = 1,
        Augment = Augmentation.None,
    };
}
