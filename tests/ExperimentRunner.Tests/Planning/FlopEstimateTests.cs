using ExperimentRunner.Matrix.Settings;
using ExperimentRunner.Planning;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Tests.Planning;

public sealed class FlopEstimateTests
{
    private static readonly RunSpec OneThread = SettingTable.Defaults with { BatchPerDevice = 16 };
    private static readonly ImageCount Images = new(Train: 10_000, Test: 1000);

    [Fact]
    public void One_thread_takes_what_was_measured_within_a_tenth()
    {
        // 112 images/s of training at 64 pixels.
        double training = (FlopEstimate.Of(OneThread, Images with { Test = 0 }) - FlopEstimate.StartUp).TotalSeconds;

        Assert.Equal(1, training / (3 * 10_000 / 112.0), tolerance: 0.1);
    }

    [Fact]
    public void Devices_and_threads_share_the_work()
    {
        Assert.Equal(Work(OneThread) / 2, Work(OneThread with { Devices = 2 }), tolerance: 0.001);
        Assert.Equal(Work(OneThread) / 4, Work(OneThread with { Devices = 2, ThreadsPerDevice = 2 }), tolerance: 0.001);
    }

    [Fact]
    public void Mixed_precision_is_faster_where_the_device_may_have_it()
    {
        Assert.Equal(Work(OneThread) / 1.5, Work(OneThread with { Amp = Amp.On }), tolerance: 0.001);
        Assert.Equal(Work(OneThread), Work(OneThread with { Amp = Amp.Fp16 }), tolerance: 0.001);
        Assert.True(Work(OneThread with { Backend = Backend.Cuda }) < Work(OneThread));
    }

    [Fact]
    public void Even_the_longest_run_has_an_estimate()
    {
        RunSpec longest = OneThread with
        {
            Model = new() { Width = 512, Stem = Stem.Cifar },
            Data = new() { ImageSize = 1024 },
            Train = new() { Epochs = 100_000 },
        };

        Assert.True(FlopEstimate.Of(longest, new(10_000_000, 10_000_000)) > TimeSpan.FromDays(365));
    }

    private static double Work(RunSpec spec) => (FlopEstimate.Of(spec, Images) - FlopEstimate.StartUp).TotalSeconds;
}
