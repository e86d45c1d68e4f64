using ExperimentRunner.Trainer.Data;
using ExperimentRunner.Trainer.Data.Augmenting;

namespace ExperimentRunner.Trainer.Tests.Data.Augmenting;

public sealed class ColorJitterTests
{
    private static readonly float[] Image_HWC = [.. Enumerable.Range(0, 17 * 17 * 3).Select(i => i * 37 % 256f)];

    [Theory]
    [InlineData(0)]
    [InlineData(0.6f)]
    [InlineData(1)]
    [InlineData(1.7f)]
    public void Saturation_moves_each_pixel_from_its_grey(float factor)
    {
        float[] image = [.. Image_HWC];

        ColorJitter.Saturate(image, factor);

        float[] expected = [.. Image_HWC.Chunk(3).SelectMany(pixel => pixel.Select(value => Math.Clamp((factor * value) + ((1 - factor) * Grey(pixel)), 0, 255)))];
        AssertClose(expected, image);
    }

    [Fact]
    public void Brightness_multiplies_and_stays_within_white()
    {
        float[] image = [.. Image_HWC];

        ColorJitter.Scale(image, factor: 1.5f, offset: 0);

        AssertClose([.. Image_HWC.Select(value => Math.Min(value * 1.5f, 255))], image);
    }

    [Fact]
    public void Mean_grey_is_the_mean_of_the_greys_of_all_pixels() =>
        Assert.Equal(Image_HWC.Chunk(3).Average(Grey), ColorJitter.MeanGrey(Image_HWC), 0.01f);

    [Fact]
    public void A_small_strength_changes_little_and_a_great_one_much()
    {
        Assert.All(Jittered(0.01, place: 1).Zip(Image_HWC), pair => Assert.Equal(pair.Second, pair.First, 8f));
        Assert.Contains(Enumerable.Range(0, 10), place => Jittered(1, place).Zip(Image_HWC).Average(pair => Math.Abs(pair.First - pair.Second)) > 40);
    }

    [Fact]
    public void Images_are_changed_each_in_its_own_way_and_the_same_again()
    {
        Assert.Equal(Jittered(0.5, place: 1), Jittered(0.5, place: 1));
        Assert.NotEqual(Jittered(0.5, place: 1), Jittered(0.5, place: 2));
    }

    private static float[] Jittered(double strength, int place)
    {
        float[] image = [.. Image_HWC];
        var random = new SeededRandom(seed: 1, epoch: 1, place);
        new ColorJitter(strength).Apply(image, ref random);
        return image;
    }

    private static float Grey(float[] pixel) => (0.2989f * pixel[0]) + (0.587f * pixel[1]) + (0.114f * pixel[2]);

    private static void AssertClose(float[] expected, float[] actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 0.01f));
}
