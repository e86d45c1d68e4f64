using ExperimentRunner.Runs.Specs;

namespace Benchmarks;

/// <summary>The questions that we ask of the trainer: ResNet18, random images of 64 pixels, 16 a device, one thread a device.</summary>
internal static class TrainerComparisons
{
    private const int TestImages = 32;
    private const int WarmupSteps = 3;

    /// <param name="steps">Measured steps of each run.</param>
    public static IReadOnlyList<Comparison> Of(int steps) =>
    [
        new("2 devices against 1, fp32", Run(2, Amp.Off, steps), Run(1, Amp.Off, steps), Wanted: 1.8),
        new("2 devices against 1, bf16", Run(2, Amp.Bf16, steps), Run(1, Amp.Bf16, steps), Wanted: 1.8),
        new("bf16 against fp32, 1 device", Run(1, Amp.Bf16, steps), Run(1, Amp.Off, steps), Wanted: 1.2),
    ];

    private static Contender Run(int devices, Amp amp, int steps)
    {
        const int BatchPerDevice = 16;
        var spec = new RunSpec
        {
            Model = new ModelSpec(),
            Data = new DataSpec { Source = DataSource.Random, TrainImages = devices * BatchPerDevice * (steps + WarmupSteps), TestImages = TestImages },
            Train = new TrainSpec { Epochs = 1, BaseLr = 0.001 },
            Backend = Backend.Cpu,
            Devices = devices,
            BatchPerDevice = BatchPerDevice,
            Amp = amp,
            LrRule = LearningRateRule.None,
            LrFactor = 1,
            Seed = 1,
        };
        return new Contender(RunId.Of(spec), spec);
    }
}
