namespace ExperimentRunner.Trainer.Data;

/// <summary>Decoded square RGB images in memory.</summary>
internal sealed class ImageSet
{
    public const int Channels = 3;

    /// <param name="pixels">Shape [images, size, size, 3], 0 to 255.</param>
    /// <param name="labels">Index into <paramref name="classes"/> of each image.</param>
    public ImageSet(int size, byte[] pixels, int[] labels, IReadOnlyList<string> classes)
    {
        if (pixels.LongLength != (long)labels.Length * size * size * Channels)
        {
            throw new ArgumentException($"{pixels.LongLength} bytes are not {labels.Length} images of {size} x {size} x {Channels}.", nameof(pixels));
        }

        Size = size;
        Pixels = pixels;
        Labels = labels;
        Classes = classes;
    }

    /// <summary>Side in pixels.</summary>
    public int Size { get; }

    public byte[] Pixels { get; }

    public int[] Labels { get; }

    public IReadOnlyList<string> Classes { get; }

    public int Count => Labels.Length;

    public int BytesPerImage => Size * Size * Channels;

    /// <summary>Memory for the pixels of <paramref name="count"/> images.</summary>
    /// <exception cref="BadDataException">One array can't hold that many.</exception>
    public static byte[] Allocate(int count, int size)
    {
        long bytes = (long)count * size * size * Channels;
        return bytes <= Array.MaxLength
            ? new byte[bytes]
            : throw new BadDataException(
                $"{count} images of {size} x {size} pixels need {bytes / 1e9:F1} GB decoded, more than the 2.1 GB that are kept in memory. Use a smaller data.image_size or fewer images.");
    }

    public ReadOnlySpan<byte> Image(int index) => Pixels.AsSpan(index * BytesPerImage, BytesPerImage);
}
