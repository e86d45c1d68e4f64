using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Execution;

/// <summary>What of a run decides its memory, as a run of two steps on random numbers. Runs that differ in nothing else have the same.</summary>
internal static class ProbeSpec
{
    private const int Steps = 2;

    public static RunSpec Of(RunSpec spec) => spec with
    {
        Model = spec.Model with { Weights = "none" },
        Data = new DataSpec
        {
            Source = DataSource.Random,
            ImageSize = spec.Data.ImageSize,
            Classes = spec.Data.Classes,
            TrainImages = Steps * spec.BatchPerDevice * spec.Devices,
            TestImages = 1,
            Augment = Augmentation.None,
        },
        Train = new TrainSpec
        {
            Epochs = 1,

            // Noise must not make it diverge.
            BaseLr = 1e-6,
            WarmupEpochs = 0,
            Schedule = Schedule.Constant,
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
        Seed = 1,
    };
}
