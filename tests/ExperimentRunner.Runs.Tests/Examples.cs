using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Runs.Tests;

/// <summary>Values with every field set, at fixed times.</summary>
internal static class Examples
{
    public static DateTimeOffset Time { get; } = new(2026, 1, 31, 14, 25, 1, 250, TimeSpan.Zero);

    public static RunSpec Spec { get; } = new()
    {
        Model = new ModelSpec(),
        Data = new DataSpec(),
        Train = new TrainSpec(),
        Devices = 2,
        BatchPerDevice = 64,
        Amp = Amp.On,
        LrRule = LearningRateRule.Linear,
        LrFactor = 2,
        Seed = 42,
    };

    public static UsedSettings Used { get; } = new()
    {
        Backend = Backend.Cpu,
        DeviceName = "AMD EPYC 9B45",
        Devices = 2,
        ThreadsPerDevice = 1,
        BatchPerDevice = 64,
        Accumulate = 1,
        GlobalBatch = 128,
        LearningRate = 0.1,
        Precision = Precision.Bf16,
        ChannelsLast = true,
        TrainImages = 400,
        TestImages = 160,
        Classes = ["apple", "pêche"],
        StepsPerEpoch = 3,
        Parameters = 11_180_616,
        Library = "libtorch 2.10.0",
    };

    public static StepSplit Split { get; } = new(0.001, 0.05, 0.1, 0.004, 0.002);

    public static RunTiming Timing { get; } = new()
    {
        WarmupSteps = 3,
        MeasuredSteps = 27,
        ImagesPerSecond = 342.5,
        StepSecondsMedian = 0.157,
        StepSecondsP95 = 0.171,
        Split = Split,
        PreparationSeconds = 1.5,
        TrainSeconds = 4.25,
        EvaluationSeconds = 0.75,
        WallSeconds = 7.5,
    };

    public static EpochResult Epoch { get; } = new()
    {
        Epoch = 1,
        Step = 3,
        ImagesSeen = 384,
        TrainLoss = 1.75,
        TestLoss = 1.5,
        Correct = 80,
        TestImages = 160,
        TrainSeconds = 1.4,
        EvaluationSeconds = 0.25,
        ElapsedSeconds = 1.65,
    };

    public static TargetReach Target { get; } = new(0.5, Epoch: 1, Images: 384, Seconds: 1.65);

    public static MachineDescription Machine { get; } = new()
    {
        HostName = "node-7",
        Processor = "AMD EPYC 9B45",
        Cores = 2,
        MemoryBytes = 25_769_803_776,
        OperatingSystem = "Debian GNU/Linux 12",
        Runtime = ".NET 10.0.1",
        Gpus = ["NVIDIA A100-SXM4-40GB"],
    };
}
