using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Trainer.Data.Augmenting;

/// <summary>Writes training images as the model sees them: changed by chance and normalised. One instance a thread.</summary>
internal sealed class Augmenter
{
    private readonly DataSpec spec;
    private readonly int storedSize;
    private readonly Resampler resampler;
    private readonly ColorJitter? jitter;
    private readonly float[] scratch;
    private readonly PixelNormalization beforeJitter;

    /// <param name="storedSize">Side of the images that are given; <see cref="StoredSize.OfTraining"/>.</param>
    /// <exception cref="ArgumentException">Images of another size than the model sees, which only <see cref="Augmentation.Crop"/> scales.</exception>
    public Augmenter(DataSpec spec, int storedSize)
    {
        if (spec.Augment != Augmentation.Crop && storedSize != spec.ImageSize)
        {
            throw new ArgumentException($"Images of {storedSize} pixels are kept for augment: crop, but it is {spec.Augment} and the model sees {spec.ImageSize}.", nameof(storedSize));
        }

        this.spec = spec;
        this.storedSize = storedSize;
        jitter = spec.ColorJitter > 0 ? new ColorJitter(spec.ColorJitter) : null;
        beforeJitter = jitter is null ? PixelNormalization.ImageNet : PixelNormalization.None;
        resampler = new Resampler(spec.ImageSize, beforeJitter);
        scratch = jitter is null ? [] : new float[spec.ImageSize * spec.ImageSize * ImageSet.Channels];
    }

    /// <param name="image_HWC">Shape [stored size, stored size, 3].</param>
    /// <param name="random">All chance for this image.</param>
    /// <param name="target_HWC">Shape [image_size, image_size, 3].</param>
    public void Write(ReadOnlySpan<byte> image_HWC, SeededRandom random, Span<float> target_HWC)
    {
        if (jitter is null)
        {
            Place(image_HWC, ref random, target_HWC);
            return;
        }

        Place(image_HWC, ref random, scratch);
        jitter.Apply(scratch, ref random);
        PixelNormalization.ImageNet.Write(scratch, target_HWC);
    }

    private void Place(ReadOnlySpan<byte> image_HWC, ref SeededRandom random, Span<float> target_HWC)
    {
        bool isMirrored = spec.Augment != Augmentation.None && random.Next(2) == 1;
        if (spec.Augment == Augmentation.Crop)
        {
            CropBox box = CropBox.Draw(storedSize, spec.CropScale, ref random);
            resampler.Write(PixelRows.OfSquare(image_HWC, storedSize), box, isMirrored, target_HWC);
        }
        else if (isMirrored)
        {
            beforeJitter.WriteMirrored(image_HWC, target_HWC, spec.ImageSize);
        }
        else
        {
            beforeJitter.Write(image_HWC, target_HWC);
        }
    }
}
