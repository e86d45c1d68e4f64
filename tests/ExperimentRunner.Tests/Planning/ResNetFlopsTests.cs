using ExperimentRunner.Planning;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Tests.Planning;

public sealed class ResNetFlopsTests
{
    [Fact]
    public void ResNet18_at_224_pixels_has_the_multiply_adds_that_the_literature_gives() =>
        Assert.Equal(2 * 1_814_073_344.0, ResNetFlops.Forward(new(), imageSize: 224, classes: 1000));

    [Fact]
    public void A_64_pixel_image_is_counted_layer_by_layer()
    {
        const double stem = 32.0 * 32 * 64 * 3 * 49;
        const double first = 4 * 16.0 * 16 * 64 * 64 * 9;
        const double second = (8.0 * 8 * 128 * 64 * 10) + (3 * 8.0 * 8 * 128 * 128 * 9);
        const double third = (4.0 * 4 * 256 * 128 * 10) + (3 * 4.0 * 4 * 256 * 256 * 9);
        const double fourth = (2.0 * 2 * 512 * 256 * 10) + (3 * 2.0 * 2 * 512 * 512 * 9);

        Assert.Equal(2 * (stem + first + second + third + fourth + (512 * 8)), ResNetFlops.Forward(new(), imageSize: 64, classes: 8));
    }

    /// <summary>The figure that CIFAR papers give for ResNet18 with a 3x3 stem: 0.56 billion multiply-adds.</summary>
    [Fact]
    public void The_cifar_stem_keeps_the_size() =>
        Assert.Equal(0.556e9, ResNetFlops.Forward(new() { Stem = Stem.Cifar }, imageSize: 32, classes: 10) / 2, tolerance: 0.001e9);

    [Fact]
    public void Odd_sizes_round_up_as_padded_strides_do()
    {
        double odd = ResNetFlops.Forward(new() { Width = 1 }, imageSize: 225, classes: 2);

        Assert.Equal(2.0 * ((113 * 113 * 147) + (4 * 57 * 57 * 9)
            + (29 * 29 * 2) + (29 * 29 * 2 * 9) + (3 * 29 * 29 * 4 * 9)
            + (15 * 15 * 8) + (15 * 15 * 8 * 9) + (3 * 15 * 15 * 16 * 9)
            + (8 * 8 * 32) + (8 * 8 * 32 * 9) + (3 * 8 * 8 * 64 * 9)
            + (8 * 2)), odd);
    }

    [Fact]
    public void Twice_the_width_is_about_four_times_the_work() =>
        Assert.InRange(ResNetFlops.Forward(new() { Width = 128 }, 224, 10) / ResNetFlops.Forward(new(), 224, 10), 3.8, 4.0);
}
