using ExperimentRunner.Runs.Specs;

namespace Benchmarks.Contenders;

/// <summary>All contenders: ResNet18, 16 images a device, one thread a device.</summary>
/// <param name="steps">Measured steps of 64-pixel runs; slower runs do a share of them.</param>
/// <param name="data">Root of an image folder; null where there is none.</param>
internal sealed class ContenderSpecs(int steps, string? data)
{
    private const int BatchPerDevice = 16;
    private const int WarmupSteps = 3;
    private const int SlowShare = 4;

    public Contender Trainer(int devices, Amp amp, int pixels) =>
        new Contender.Trainer($"trainer, {devices} x {Name(amp)}, {pixels} px", Random(devices, amp, pixels, pixels > 64 ? Slow : steps));

    public Contender TrainerMemory() => new Contender.Trainer("trainer, memory", Random(2, Amp.Off, 64, Slow), WatchesMemory: true);

    /// <summary>Two epochs of real images, the second of which counts.</summary>
    public Contender TrainerOnFolder() => new Contender.Trainer("trainer, image folder", Random(2, Amp.Off, 64, steps) with
    {
        Data = new DataSpec { Source = DataSource.ImageFolder, Path = data is null ? null : Path.GetFullPath(data) },
        Train = new TrainSpec { Epochs = 2, BaseLr = 0.001 },
    });

    public Contender Peer(bool isTuned, Amp amp) => new Contender.Peer(
        $"PyTorch DDP, {(isTuned ? "tuned" : "as installed")}, 2 x {Name(amp)}, 64 px", Settings(isTuned, amp, isTuned ? steps : Slow));

    public Contender PeerMemory() => new Contender.Peer("PyTorch DDP, memory", Settings(isTuned: true, Amp.Off, Slow), WatchesMemory: true);

    public static Contender ConvolutionPeak(Amp amp) =>
        new Contender.ConvolutionPeak($"3x3 convolution, 2 x {Name(amp)}", Random(2, amp, pixels: 224, steps: 1));

    public static Contender Loader() =>
        new Contender.Loader("loader alone, crop, 64 px", new DataSpec { ImageSize = 64, Augment = Augmentation.Crop });

    private int Slow => Math.Max(5, steps / SlowShare);

    private static string Name(Amp amp) => amp == Amp.Off ? "fp32" : "bf16";

    private static PeerSettings Settings(bool isTuned, Amp amp, int steps) =>
        new(isTuned, Devices: 2, amp == Amp.Off ? "base" : "cl-amp", BatchPerDevice, Pixels: 64, steps + 1, ThreadsPerDevice: 1);

    private static RunSpec Random(int devices, Amp amp, int pixels, int steps) => new()
    {
        Model = new ModelSpec(),
        Data = new DataSpec { Source = DataSource.Random, ImageSize = pixels, TrainImages = devices * BatchPerDevice * (steps + WarmupSteps), TestImages = 32 },
        Train = new TrainSpec { Epochs = 1, BaseLr = 0.001 },
        Backend = Backend.Cpu,
        Devices = devices,
        BatchPerDevice = BatchPerDevice,
        Amp = amp,
        LrRule = LearningRateRule.None,
        LrFactor = 1,
        Seed = 1,
    };
}
