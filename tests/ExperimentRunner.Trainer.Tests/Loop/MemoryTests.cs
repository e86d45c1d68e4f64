using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Trainer.Tests.Loop;

public sealed class MemoryTests
{
    /// <summary>Its activations need several GB.</summary>
    private static readonly RunSpec TooBig = TrainerSpecs.Tiny with
    {
        Model = TrainerSpecs.Tiny.Model with { Width = 64 },
        Data = TrainerSpecs.Tiny.Data with { Source = DataSource.Random, ImageSize = 64, TrainImages = 512 },
        BatchPerDevice = 256,
    };

    [Fact]
    public void A_trainer_whose_memory_is_limited_says_that_it_does_not_suffice()
    {
        using var folder = new RunFolder(TooBig);

        // Limits what may be written to, which .NET's reserved address space does not count for.
        using var child = new TrainerChild(folder.Paths, "prlimit", "--data=1500000000");
        int exitCode = child.ExitCode();

        Assert.True(exitCode == TrainerExitCode.OutOfMemory, $"{exitCode}: {child.Errors}");
        var failed = Assert.IsType<RunOutcome.Failed>(folder.Result.Outcome);
        Assert.Equal(FailureKind.OutOfMemory, failed.Kind);
        Assert.Contains("256 images on each of 2 devices, in fp32, at ", failed.Message, StringComparison.Ordinal);
        Assert.Contains("Use a smaller batch_per_device", failed.Message, StringComparison.Ordinal);
        RunEvent.OutOfMemory told = Assert.Single(folder.Events.OfType<RunEvent.OutOfMemory>());
        Assert.Equal((256, 2, Precision.Fp32), (told.BatchPerDevice, told.Devices, told.Precision));
        Assert.True(told.PeakMemoryBytes > 50_000_000);
        Assert.IsType<RunEvent.Ended>(folder.Events[^1]);
    }

    [Theory]
    [InlineData("CUDA out of memory. Tried to allocate 2.00 GiB", true)]
    [InlineData("[enforce fail at alloc_cpu.cpp:128] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to allocate 8 bytes.", true)]
    [InlineData("std::bad_alloc", true)]
    [InlineData("Cannot allocate memory", true)]
    [InlineData("The size of tensor a (3) must match the size of tensor b (4)", false)]
    public void What_allocators_say_is_understood(string message, bool isShortage) => Assert.Equal(isShortage, MemoryShortage.IsToldBy(message));
}
