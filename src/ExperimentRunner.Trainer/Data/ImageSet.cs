namespace ExperimentRunner.Trainer.Data;

/// <summary>Decoded square RGB images.</summary>
internal sealed class ImageSet : IDisposable
{
    public const int Channels = 3;

    private readonly IPixelMemory pixels;
    private readonly int[]? places;

    /// <param name="pixels">Shape [images, size, size, 3], 0 to 255.</param>
    /// <param name="labels">Index into <paramref name="classes"/> of each image.</param>
    public ImageSet(int size, byte[] pixels, int[] labels, IReadOnlyList<string> classes)
        : this(size, new ArrayPixels(pixels), places: null, labels, classes)
    {
        if (pixels.LongLength != (long)labels.Length * BytesPerImage)
        {
            throw new ArgumentException($"{pixels.LongLength} bytes are not {labels.Length} images of {size} x {size} x {Channels}.", nameof(pixels));
        }
    }

    /// <param name="pixels">Shape [places, size, size, 3], 0 to 255; owned from here on.</param>
    /// <param name="places">Where among them each image is; null if all follow one another.</param>
    /// <param name="labels">Index into <paramref name="classes"/> of each image.</param>
    public ImageSet(int size, IPixelMemory pixels, int[]? places, int[] labels, IReadOnlyList<string> classes)
    {
        this.pixels = pixels;
        this.places = places;
        Size = size;
        Labels = labels;
        Classes = classes;
    }

    /// <summary>Side in pixels.</summary>
    public int Size { get; }

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
                $"{count} images of {size} x {size} pixels need {bytes / 1e9:F1} GB decoded, more than the 2.1 GB that are kept in memory without a cache. Use a smaller data.image_size, fewer images, or, for an image_folder, a --cache folder that can be written.");
    }

    public ReadOnlySpan<byte> Image(int index) => pixels.Span((long)(places is null ? index : places[index]) * BytesPerImage, BytesPerImage);

    public void Dispose() => pixels.Dispose();
}
