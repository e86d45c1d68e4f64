using SkiaSharp;

namespace ExperimentRunner.Trainer.Data;

/// <summary>Turns a square image that a camera stored lying or mirrored (EXIF's orientation tag) as it is to be looked at.</summary>
internal static class ImageOrientation
{
    /// <param name="origin">Which corner of what is to be seen the first stored pixel is.</param>
    /// <param name="stored_HWC">Shape [size, size, 3].</param>
    /// <param name="upright_HWC">Same shape, other memory.</param>
    public static void Write(SKEncodedOrigin origin, ReadOnlySpan<byte> stored_HWC, Span<byte> upright_HWC, int size)
    {
        (int x, int y, int stepX, int stepY) = Path(origin, size);
        for (int row = 0, to = 0; row < size; row++)
        {
            int from = (y * size) + x + (row * stepY);
            for (int column = 0; column < size; column++, from += stepX, to += ImageSet.Channels)
            {
                stored_HWC.Slice(from * ImageSet.Channels, ImageSet.Channels).CopyTo(upright_HWC[to..]);
            }
        }
    }

    /// <summary>Where the first pixel lies, and how many pixels the next one of a row and of a column lies behind.</summary>
    private static (int X, int Y, int StepX, int StepY) Path(SKEncodedOrigin origin, int size)
    {
        int last = size - 1;
        return origin switch
        {
            SKEncodedOrigin.TopRight => (last, 0, -1, size),
            SKEncodedOrigin.BottomRight => (last, last, -1, -size),
            SKEncodedOrigin.BottomLeft => (0, last, 1, -size),
            SKEncodedOrigin.LeftTop => (0, 0, size, 1),
            SKEncodedOrigin.RightTop => (0, last, -size, 1),
            SKEncodedOrigin.RightBottom => (last, last, -size, -1),
            SKEncodedOrigin.LeftBottom => (last, 0, size, -1),
            _ => (0, 0, 1, size),
        };
    }
}
