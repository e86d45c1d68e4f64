using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Loop;

namespace ExperimentRunner.Trainer.Tests.Loop;

public sealed class SyncBatchNormTests
{
    /// <summary>
    /// Devices, accumulate, batch per device, images. Cases, not draws: in one draw of some dozens rounding turns a ReLU on or off, which on
    /// one device another memory format does, too. SyncBatchNormExactnessTests draws them, in fp64.
    /// </summary>
    public static TheoryData<int, int, int, int> Shares { get; } = new()
    {
        { 4, 1, 2, 11 },
        { 2, 1, 1, 5 },
        { 2, 2, 1, 9 },
        { 3, 3, 2, 20 },
        { 4, 4, 3, 23 },
        { 2, 1, 3, 7 },
        { 3, 1, 1, 14 },
        { 4, 2, 1, 13 },
        { 2, 4, 2, 17 },
        { 3, 1, 3, 10 },
    };

    [Theory]
    [MemberData(nameof(Shares))]
    public void ResNet18_trains_on_many_devices_as_on_one_with_the_whole_batch(int devices, int accumulate, int batch, int images) =>
        HoldAgainstOne(Spec(images, accumulate), devices, batch, ParallelMode.Replicas);

    [Theory]
    [MemberData(nameof(Shares))]
    public void Data_parallel_trains_ResNet18_as_one_device_with_the_whole_batch(int devices, int accumulate, int batch, int images) =>
        HoldAgainstOne(Spec(images, accumulate), devices, batch, ParallelMode.DataParallel);

    [Theory]
    [InlineData(Amp.Off)]
    [InlineData(Amp.Bf16)]
    public void Running_statistics_are_the_same_on_all_replicas_after_every_step_bit_for_bit(Amp amp)
    {
        RunSpec spec = Spec(images: 13, accumulate: 2) with { Devices = 3, BatchPerDevice = 2, Amp = amp };
        using var run = new SessionRun(spec);
        float[] before = run.RunningStatistics(0);

        run.Train(afterStep: () =>
        {
            float[] first = run.RunningStatistics(0);
            Assert.NotEqual(before, first);
            Assert.All(first, value => Assert.True(float.IsFinite(value)));
            Assert.Equal(first, run.RunningStatistics(1));
            Assert.Equal(first, run.RunningStatistics(2));
            before = first;
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void All_replicas_have_the_same_parameters_after_every_step_bit_for_bit(bool isSynced)
    {
        RunSpec spec = Spec(images: 13, accumulate: 2) with { Devices = 3, BatchPerDevice = 2 };
        using var run = new SessionRun(spec with { Train = spec.Train with { SyncBatchNorm = isSynced } });
        float[] before = run.Parameters(0);

        run.Train(afterStep: () =>
        {
            float[] first = run.Parameters(0);
            Assert.NotEqual(before, first);
            Assert.Equal(first, run.Parameters(1));
            Assert.Equal(first, run.Parameters(2));
            before = first;
        });
    }

    [Fact]
    public void A_frozen_backbone_has_nothing_to_sum()
    {
        RunSpec spec = Spec(images: 13, accumulate: 2) with { Devices = 3, BatchPerDevice = 2 };
        spec = spec with { Train = spec.Train with { Freeze = Freeze.Backbone } };

        Assert.Equal(SessionRun.Losses(spec with { Train = spec.Train with { SyncBatchNorm = false } }), SessionRun.Losses(spec));
    }

    [Fact]
    public void Bf16_on_many_devices_comes_near_to_fp32_on_one()
    {
        RunSpec spec = Spec(images: 24, accumulate: 1);
        IReadOnlyList<double> exact = SessionRun.Losses(spec with { Devices = 1, BatchPerDevice = 12 });

        IReadOnlyList<double> rounded = SessionRun.Losses(spec with { Devices = 3, BatchPerDevice = 4, Amp = Amp.Bf16 });

        Assert.All(exact.Zip(rounded), pair => Assert.InRange(Math.Abs(pair.First - pair.Second) / pair.First, 0, 0.02));
    }

    [Fact]
    public void Without_it_devices_do_differ_from_one()
    {
        RunSpec spec = Spec(images: 24, accumulate: 1, rate: 0.001);
        RunSpec local = spec with { Train = spec.Train with { SyncBatchNorm = false } };
        using var one = new SessionRun(local with { Devices = 1, BatchPerDevice = 12 });
        using var many = new SessionRun(local with { Devices = 3, BatchPerDevice = 4 });

        one.Train();
        many.Train();

        Assert.True(SessionRun.Difference(one.Parameters(), many.Parameters()) > 5e-5);
    }

    private static void HoldAgainstOne(RunSpec spec, int devices, int batch, ParallelMode mode)
    {
        using var one = new SessionRun(spec with { Devices = 1, BatchPerDevice = devices * batch });
        using var many = new SessionRun(spec with { Devices = devices, BatchPerDevice = batch, Train = spec.Train with { Parallel = mode } });

        IReadOnlyList<StepRecord> expected = one.Train();
        IReadOnlyList<StepRecord> actual = many.Train();
        many.Evaluate();

        Assert.Equal(expected.Select(step => step.Images), actual.Select(step => step.Images));
        Assert.InRange(SessionRun.Difference(one.Parameters(), many.Parameters()), 0, 1e-5);
        Assert.InRange(SessionRun.Difference(one.RunningStatistics(0), many.RunningStatistics(0)), 0, 1e-5);
    }

    private static RunSpec Spec(int images, int accumulate, double rate = 0.02) => TrainerSpecs.Tiny with
    {
        Data = TrainerSpecs.Tiny.Data with { TrainImages = images, Augment = Augmentation.None },
        Train = TrainerSpecs.Tiny.Train with { Epochs = 1, BaseLr = rate, Accumulate = accumulate, DropLast = false, SyncBatchNorm = true },
    };
}
