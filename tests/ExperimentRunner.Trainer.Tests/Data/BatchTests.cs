using ExperimentRunner.Trainer.Data;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Tests.Data;

public sealed class BatchTests
{
    private static readonly ImageSet Images = new(
        size: 2,
        [.. Enumerable.Range(0, 3 * 12).Select(i => (byte)(i * 7))],
        labels: [0, 1, 2],
        classes: ["a", "b", "c"]);

    [Fact]
    public void Pixels_are_normalised_by_channel_and_laid_out_channels_last()
    {
        using var buffer = new BatchBuffer(capacity: 2, size: 2, CPU);

        using Batch batch = buffer.Fill(Images, [2, 0], mirror: null);

        Assert.Equal([2, 3, 2, 2], batch.X_NCHW!.shape);
        Assert.Equal([12, 1, 6, 3], batch.X_NCHW.stride());
        Assert.Equal([2, 0], batch.Y_N!.data<long>());
        float green = Images.Image(2)[(1 * 2 * 3) + (0 * 3) + 1];
        Assert.Equal(((green / 255) - 0.456f) / 0.224f, batch.X_NCHW[0, 1, 1, 0].item<float>(), 1e-5f);
    }

    [Fact]
    public void A_mirrored_image_has_its_columns_exchanged()
    {
        using var buffer = new BatchBuffer(capacity: 8, size: 2, CPU);
        int[] indices = [0, 0, 0, 0, 0, 0, 0, 0];
        using Batch batch = buffer.Fill(Images, indices, new Random(1));
        using Batch plain = new BatchBuffer(capacity: 1, size: 2, CPU).Fill(Images, [0], mirror: null);
        using Tensor mirrored_CHW = plain.X_NCHW![0].flip(2);

        bool[] isMirrored = [.. indices.Select((_, i) => batch.X_NCHW![i].Equals(mirrored_CHW))];
        bool[] isPlain = [.. indices.Select((_, i) => batch.X_NCHW![i].Equals(plain.X_NCHW![0]))];

        Assert.Contains(true, isMirrored);
        Assert.Contains(true, isPlain);
        Assert.All(isMirrored.Zip(isPlain), pair => Assert.NotEqual(pair.First, pair.Second));
    }

    [Fact]
    public void Prefetched_batches_come_in_order_over_several_epochs()
    {
        using var batches = new PrefetchedBatches(Images, capacity: 2, CPU);
        ReadOnlyMemory<int>[] epoch = [new[] { 0, 1 }, new[] { 2 }, Array.Empty<int>(), new[] { 2, 1 }, new[] { 0 }, new[] { 1 }, new[] { 0, 2 }];

        for (int i = 0; i < 3; i++)
        {
            batches.Begin(epoch, mirror: null);
            foreach (ReadOnlyMemory<int> expected in epoch)
            {
                Batch batch = batches.Next(CancellationToken.None);
                Assert.Equal(expected.Length, batch.Images);
                Assert.Equal(expected.ToArray().Select(index => (long)index), batch.Y_N?.data<long>().ToArray() ?? []);
            }
        }
    }

    [Fact]
    public void An_epoch_can_be_left_in_the_middle()
    {
        using var batches = new PrefetchedBatches(Images, capacity: 1, CPU);
        batches.Begin([.. Enumerable.Repeat<ReadOnlyMemory<int>>(new[] { 0 }, 50)], mirror: null);
        batches.Next(CancellationToken.None);

        batches.Begin([new[] { 1 }], mirror: null);

        Assert.Equal(1, batches.Next(CancellationToken.None).Y_N!.item<long>());
        Assert.Throws<InvalidOperationException>(() => batches.Next(CancellationToken.None));
    }

    [Fact]
    public void A_loaders_error_reaches_the_one_who_waits()
    {
        using var batches = new PrefetchedBatches(Images, capacity: 1, CPU);

        batches.Begin([new[] { 99 }], mirror: null);

        Assert.ThrowsAny<ArgumentException>(() => batches.Next(CancellationToken.None));
    }
}
