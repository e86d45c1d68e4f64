using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Planning;

/// <summary>
/// Counts the floating-point operations of a ResNet18 (He et al. 2015, table 1): two for each multiply-add of its convolutions and
/// its linear layer. Normalisation, activation and pooling are left out, as the papers leave them out.
/// </summary>
internal static class ResNetFlops
{
    private const int Colours = 3;
    private const int Stages = 4;

    /// <summary>A backward pass takes gradients by inputs and by weights, each as costly as the forward pass.</summary>
    public const int TrainingPerForward = 3;

    /// <summary>One image, forward. ResNet18 at 224 pixels with 1000 classes: 3.63e9.</summary>
    public static double Forward(ModelSpec model, int imageSize, int classes)
    {
        (long operations, long size) = Stem(model, imageSize);
        long channels = model.Width;
        for (int stage = 0; stage < Stages; stage++)
        {
            long width = (long)model.Width << stage;
            size = stage == 0 ? size : Halved(size);
            operations += Stage(channels, width, size);
            channels = width;
        }

        return 2.0 * (operations + (channels * classes));
    }

    private static (long MultiplyAdds, long Size) Stem(ModelSpec model, long size) => model.Stem switch
    {
        Runs.Specs.Stem.Imagenet => (Convolution(Colours, model.Width, kernel: 7, Halved(size)), Halved(Halved(size))),
        Runs.Specs.Stem.Cifar => (Convolution(Colours, model.Width, kernel: 3, size), size),
    };

    /// <summary>Two blocks of two 3x3 convolutions; a 1x1 convolution brings the first one's shortcut to a new shape.</summary>
    private static long Stage(long from, long to, long size) =>
        Convolution(from, to, kernel: 3, size)
        + (3 * Convolution(to, to, kernel: 3, size))
        + (from == to ? 0 : Convolution(from, to, kernel: 1, size));

    /// <summary>Multiply-adds for a square output of a side of <paramref name="size"/>.</summary>
    private static long Convolution(long from, long to, long kernel, long size) => size * size * from * to * kernel * kernel;

    /// <summary>What stride 2 makes of a side, with the padding that ResNets use.</summary>
    private static long Halved(long size) => (size + 1) / 2;
}
