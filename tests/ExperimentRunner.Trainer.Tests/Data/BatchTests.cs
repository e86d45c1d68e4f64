using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Data;
using ExperimentRunner.Trainer.Data.Augmenting;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Tests.Data;

public sealed class BatchTests
{
    private static readonly DataSpec Spec = new() { ImageSize = 2, Augment = Augmentation.Flip };

    private static readonly ImageSet Images = new(
        size: 2,
        [.. Enumerable.Range(0, 3 * 12).Select(i => (byte)(i * 7))],
        labels: [0, 1, 2],
        classes: ["a", "b", "c"]);

    [Fact]
    public void Pixels_are_normalised_by_channel_and_laid_out_channels_last()
    {
        using var buffer = new BatchBuffer(capacity: 2, size: 2, CPU);

        using Batch batch = buffer.Fill(Images, [2, 0]);

        Assert.Equal([2, 3, 2, 2], batch.X_NCHW!.shape);
        Assert.Equal([12, 1, 6, 3], batch.X_NCHW.stride());
        Assert.Equal([2, 0], batch.Y_N!.data<long>());
        float green = Images.Image(2)[(1 * 2 * 3) + (0 * 3) + 1];
        Assert.Equal(((green / 255) - 0.456f) / 0.224f, batch.X_NCHW[0, 1, 1, 0].item<float>(), 1e-5f);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(64)]
    public void A_mirrored_image_has_its_columns_exchanged(int size)
    {
        byte[] image_HWC = [.. Enumerable.Range(0, size * size * 3).Select(i => (byte)(i * 31))];
        float[] plain = new float[image_HWC.Length];
        float[] mirrored = new float[image_HWC.Length];

        PixelNormalization.ImageNet.Write(image_HWC, plain);
        PixelNormalization.ImageNet.WriteMirrored(image_HWC, mirrored, size);

        using Tensor expected = tensor(plain).reshape(size, size, 3).flip(1).flatten();
        Assert.All(mirrored.Zip(expected.data<float>().ToArray()), pair => Assert.Equal(pair.Second, pair.First, 1e-5f));
        Assert.Equal(((image_HWC[^1] / 255f) - 0.406f) / 0.225f, plain[^1], 1e-5f);
    }

    [Fact]
    public void Flip_mirrors_about_half_of_the_images_and_none_leaves_them()
    {
        var images = new ImageSet(2, [.. Enumerable.Repeat(Images.Image(0).ToArray(), 400).SelectMany(image => image)], new int[400], ["a"]);
        using Tensor flipped = AllOf(images, Spec);
        using Tensor plain = AllOf(images, Spec with { Augment = Augmentation.None });
        using Tensor mirrored_CHW = plain[0].flip(2);

        int isMirrored = Enumerable.Range(0, 400).Count(i => flipped[i].allclose(mirrored_CHW));
        int isPlain = Enumerable.Range(0, 400).Count(i => flipped[i].Equals(plain[0]));

        Assert.InRange(isMirrored, 150, 250);
        Assert.Equal(400, isMirrored + isPlain);
        Assert.True(plain.Equals(plain[0].expand(400, 3, 2, 2)));
    }

    [Fact]
    public void Cropped_images_come_at_the_size_that_the_model_sees()
    {
        var images = new ImageSet(6, new byte[2 * 6 * 6 * 3], [0, 1], ["a", "b"]);
        DataSpec spec = Spec with { ImageSize = 4, Augment = Augmentation.Crop };
        var plan = new EpochPlan(new StepCount(2, 2, DropLast: true), accumulate: 1, ranks: 1, seed: 1, epoch: 1);
        using var buffer = new BatchBuffer(capacity: 2, spec.ImageSize, CPU);

        using Batch batch = buffer.Fill(images, plan, plan.Slice(0, 0), new Augmenter(spec, images.Size));

        Assert.Equal([2, 3, 4, 4], batch.X_NCHW!.shape);
        using Tensor red_NHW = batch.X_NCHW.select(1, 0);
        Assert.All(red_NHW.contiguous().data<float>().ToArray(), value => Assert.Equal(-0.485f / 0.229f, value, 1e-5f));
    }

    [Fact]
    public void More_images_than_the_buffer_was_made_for_are_refused()
    {
        using var buffer = new BatchBuffer(capacity: 2, size: 2, CPU);

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Fill(Images, [0, 1, 2]));

        Assert.Contains("at most 2 images", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Images_of_another_size_than_the_model_sees_are_refused_unless_they_are_cropped()
    {
        using var buffer = new BatchBuffer(capacity: 2, size: 3, CPU);

        Assert.Throws<ArgumentException>(() => buffer.Fill(Images, [0]));
        Assert.Throws<ArgumentException>(() => new Augmenter(Spec, storedSize: 3));
    }

    private static Tensor AllOf(ImageSet images, DataSpec spec)
    {
        var plan = new EpochPlan(new StepCount(images.Count, images.Count, DropLast: true), accumulate: 1, ranks: 1, seed: 1, epoch: 1);
        using var buffer = new BatchBuffer(images.Count, images.Size, CPU);
        using Batch batch = buffer.Fill(images, plan, plan.Slice(0, 0), new Augmenter(spec, images.Size));
        return batch.X_NCHW!.clone();
    }
}
