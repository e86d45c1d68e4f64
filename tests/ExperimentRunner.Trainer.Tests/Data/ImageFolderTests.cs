using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Data;
using SkiaSharp;

namespace ExperimentRunner.Trainer.Tests.Data;

public sealed class ImageFolderTests
{
    [Fact]
    public void Classes_are_folders_in_ordinal_order_and_images_are_scaled()
    {
        using JpegFolder folder = JpegFolder.RedAndGreen();

        Dataset data = Read(folder);

        Assert.Equal(["lime", "tomato"], data.Train.Classes);
        Assert.Equal([0, 1], data.Train.Labels);
        Assert.Equal([0, 1], data.Test.Labels);
        Assert.Empty(data.Warnings);
        AssertColour([0, 255, 0], data.Train.Image(0));
        AssertColour([255, 0, 0], data.Train.Image(1));
    }

    [Fact]
    public void A_broken_image_is_named_and_left_out()
    {
        using JpegFolder folder = JpegFolder.RedAndGreen();
        string broken = folder.Write("train", "lime", SKColors.Lime, "broken.jpg");
        File.WriteAllBytes(broken, File.ReadAllBytes(broken)[..40]);

        Dataset data = Read(folder);

        Assert.Equal(2, data.Train.Count);
        string warning = Assert.Single(data.Warnings);
        Assert.Contains("1 image(s) can't be decoded", warning, StringComparison.Ordinal);
        Assert.Contains(broken, warning, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_without_a_readable_image_is_an_error()
    {
        using JpegFolder folder = JpegFolder.RedAndGreen();
        Directory.CreateDirectory(Path.Combine(folder.Root, "train", "plum"));
        Directory.CreateDirectory(Path.Combine(folder.Root, "test", "plum"));

        var error = Assert.Throws<BadDataException>(() => Read(folder));

        Assert.Contains("plum", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_and_test_must_have_the_same_classes()
    {
        using JpegFolder folder = JpegFolder.RedAndGreen();
        folder.Write("train", "plum", SKColors.Purple);

        var error = Assert.Throws<BadDataException>(() => Read(folder));

        Assert.Contains("only one of them has plum", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_folder_is_an_error_that_shows_the_layout()
    {
        using var folder = new JpegFolder();

        var error = Assert.Throws<BadDataException>(() => Read(folder));

        Assert.Contains("train/CLASS/*.jpg", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Images_that_would_not_fit_in_memory_are_refused() =>
        Assert.Throws<BadDataException>(() => ImageSet.Allocate(count: 1_000_000, size: 224));

    [Fact]
    public void Training_images_that_are_cropped_are_kept_larger_than_the_model_sees_them()
    {
        using JpegFolder folder = JpegFolder.RedAndGreen();

        using Dataset data = ImageFolder.Read(SpecOf(folder) with { Augment = Augmentation.Crop }, DecodeSettings.InMemory(threads: 2), CancellationToken.None);

        Assert.Equal(12, data.Train.Size);
        Assert.Equal(8, data.Test.Size);
    }

    private static Dataset Read(JpegFolder folder) =>
        ImageFolder.Read(SpecOf(folder), DecodeSettings.InMemory(threads: 2), CancellationToken.None);

    private static DataSpec SpecOf(JpegFolder folder) => new() { Source = DataSource.ImageFolder, Path = folder.Root, ImageSize = 8 };

    private static void AssertColour(int[] expected, ReadOnlySpan<byte> image_HWC)
    {
        Assert.Equal(8 * 8 * 3, image_HWC.Length);
        for (int i = 0; i < image_HWC.Length; i++)
        {
            Assert.InRange(image_HWC[i], Math.Max(0, expected[i % 3] - 6), Math.Min(255, expected[i % 3] + 6));
        }
    }
}
