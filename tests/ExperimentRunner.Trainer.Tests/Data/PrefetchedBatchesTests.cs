using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Data;
using ExperimentRunner.Trainer.Devices;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Tests.Data;

public sealed class PrefetchedBatchesTests
{
    private const int Count = 53;

    private static readonly DataSpec Spec = new() { ImageSize = 8, Augment = Augmentation.Flip };

    private static readonly ImageSet Images = Noise(Count);

    private static readonly PhaseClock Clock = new(TimeProvider.System, () => { });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Batches_come_in_order_over_several_epochs_whatever_the_number_of_workers(int workers)
    {
        using var batches = new PrefetchedBatches(Images, Spec, capacity: 3, workers, CPU);

        for (int epoch = 1; epoch <= 3; epoch++)
        {
            EpochPlan plan = PlanOf(epoch);
            batches.Begin(plan, rank: 1);
            for (int i = 0; i < plan.MicroBatches; i++)
            {
                Batch batch = batches.Next(Clock, CancellationToken.None);
                Assert.Equal(plan.Images(plan.Slice(1, i)).ToArray().Select(index => (long)Images.Labels[index]), batch.Y_N?.data<long>().ToArray() ?? []);
            }

            Assert.Throws<InvalidOperationException>(() => batches.Next(Clock, CancellationToken.None));
        }
    }

    [Fact]
    public void A_batch_that_the_buffers_can_not_hold_is_refused()
    {
        using var batches = new PrefetchedBatches(Images, Spec, capacity: 2, workers: 1, CPU);
        batches.Begin(PlanOf(epoch: 1), rank: 0);

        Assert.Throws<ArgumentOutOfRangeException>(() => batches.Next(Clock, CancellationToken.None));
    }

    [Theory]
    [InlineData(Augmentation.Flip, 0)]
    [InlineData(Augmentation.Crop, 0.4)]
    public void What_is_done_to_an_image_does_not_depend_on_workers_or_devices(Augmentation augment, double jitter)
    {
        DataSpec spec = Spec with { Augment = augment, ColorJitter = jitter };
        Dictionary<long, float[]> alone = PixelsByLabel(spec, ranks: 1, workers: 1);

        foreach ((int ranks, int workers) in new[] { (1, 3), (2, 1), (3, 2), (4, 1) })
        {
            Dictionary<long, float[]> shared = PixelsByLabel(spec, ranks, workers);
            Assert.Equal(Count, shared.Count);
            Assert.All(shared, image => Assert.Equal(alone[image.Key], image.Value));
        }
    }

    [Fact]
    public void An_epoch_can_be_left_in_the_middle()
    {
        using var batches = new PrefetchedBatches(Images, Spec, capacity: 3, workers: 2, CPU);
        batches.Begin(PlanOf(epoch: 1), rank: 0);
        batches.Next(Clock, CancellationToken.None);
        EpochPlan next = PlanOf(epoch: 2);

        batches.Begin(next, rank: 0);

        Assert.Equal(Images.Labels[next.Images(next.Slice(0, 0))[0]], batches.Next(Clock, CancellationToken.None).Y_N![0].item<long>());
    }

    [Fact]
    public void A_workers_error_reaches_the_one_who_waits_and_the_next_epoch_is_whole()
    {
        using var batches = new PrefetchedBatches(Images, Spec, capacity: 6, workers: 2, CPU);
        var tooMany = new EpochPlan(new StepCount(Count + 9, 6, DropLast: false), accumulate: 1, ranks: 1, seed: 1, epoch: 1);
        batches.Begin(tooMany, rank: 0);

        Assert.ThrowsAny<ArgumentException>(() =>
        {
            for (int i = 0; i < tooMany.MicroBatches; i++)
            {
                batches.Next(Clock, CancellationToken.None);
            }
        });

        EpochPlan good = PlanOf(epoch: 1);
        batches.Begin(good, rank: 0);
        Assert.Equal(good.Slice(0, 0).Count, batches.Next(Clock, CancellationToken.None).Images);
    }

    [Fact]
    public async Task Cancellation_ends_the_wait_for_a_batch()
    {
        using var batches = new PrefetchedBatches(Images, Spec, capacity: 3, workers: 1, CPU);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        Task consumer = Task.Run(() =>
        {
            for (int epoch = 1; ; epoch++)
            {
                batches.Begin(PlanOf(epoch), rank: 0);
                for (int i = 0; i < 9; i++)
                {
                    batches.Next(Clock, stop.Token);
                }
            }
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => consumer.WaitAsync(TimeSpan.FromMinutes(1)));
    }

    private static EpochPlan PlanOf(int epoch) => new(new StepCount(Count, 12, DropLast: false), accumulate: 2, ranks: 2, seed: 1, epoch);

    private static Dictionary<long, float[]> PixelsByLabel(DataSpec spec, int ranks, int workers)
    {
        var pixels = new Dictionary<long, float[]>();
        var plan = new EpochPlan(new StepCount(Count, 12, DropLast: false), accumulate: 1, ranks, seed: 3, epoch: 4);
        for (int rank = 0; rank < ranks; rank++)
        {
            using var batches = new PrefetchedBatches(Images, spec, capacity: 12, workers, CPU);
            batches.Begin(plan, rank);
            for (int i = 0; i < plan.MicroBatches; i++)
            {
                Batch batch = batches.Next(Clock, CancellationToken.None);
                for (int n = 0; n < batch.Images; n++)
                {
                    using Tensor image_CHW = batch.X_NCHW![n].contiguous();
                    pixels.Add(batch.Y_N![n].item<long>(), image_CHW.data<float>().ToArray());
                }
            }
        }

        return pixels;
    }

    private static ImageSet Noise(int count)
    {
        byte[] pixels = new byte[count * Spec.ImageSize * Spec.ImageSize * ImageSet.Channels];
        new Random(1).NextBytes(pixels);
        return new ImageSet(Spec.ImageSize, pixels, [.. Enumerable.Range(0, count)], ["a"]);
    }
}
