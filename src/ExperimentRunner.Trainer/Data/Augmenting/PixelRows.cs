namespace ExperimentRunner.Trainer.Data.Augmenting;

/// <summary>An image in memory, row by row; a pixel begins with R, G and B.</summary>
/// <param name="bytesPerPixel">3 or 4.</param>
internal readonly ref struct PixelRows(ReadOnlySpan<byte> bytes, int bytesPerRow, int bytesPerPixel)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;

    public int BytesPerPixel => bytesPerPixel;

    public static PixelRows OfSquare(ReadOnlySpan<byte> image_HWC, int size) => new(image_HWC, size * ImageSet.Channels, ImageSet.Channels);

    /// <summary>The pixel at x, y and all that follows.</summary>
    public ReadOnlySpan<byte> From(int x, int y) => bytes[((y * bytesPerRow) + (x * bytesPerPixel))..];
}
