using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Trainer.Tests;

/// <summary>Small runs that finish in a second or so.</summary>
internal static class TrainerSpecs
{
    public static RunSpec Tiny { get; } = new()
    {
        Model = new ModelSpec { Width = 4, Stem = Stem.Cifar },
        Data = new DataSpec { Source = DataSource.Synthetic, ImageSize = 16, Classes = 3, TrainImages = 24, TestImages = 7 },
        Train = new TrainSpec { Epochs = 2, BaseLr = 0.02 },
        Backend = Backend.Cpu,
        Devices = 2,
        BatchPerDevice = 4,
        Amp = Amp.Off,
        LrRule = LearningRateRule.None,
        LrFactor = 1,
        Seed = 1,
    };
}
