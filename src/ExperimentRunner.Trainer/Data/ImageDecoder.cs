using SkiaSharp;

namespace ExperimentRunner.Trainer.Data;

/// <summary>Image files to RGB bytes.</summary>
internal static class ImageDecoder
{
    /// <summary>More is taken for a broken header: no photograph has a side of a hundred thousand pixels.</summary>
    private const long MostPixels = 1L << 28;

    /// <summary>Scales the image to <paramref name="size"/> x <paramref name="size"/> pixels. What is transparent becomes black.</summary>
    /// <param name="rgb">Gets it, shape [size, size, 3].</param>
    /// <returns>False if the file holds no image that can be read.</returns>
    public static bool TryDecode(string path, int size, Span<byte> rgb)
    {
        using SKCodec? codec = SKCodec.Create(path);
        if (codec is null || (long)codec.Info.Width * codec.Info.Height > MostPixels)
        {
            return false;
        }

        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Premul);
        using var bitmap = new SKBitmap(info);
        if (codec.GetPixels(info, bitmap.GetPixels()) != SKCodecResult.Success)
        {
            return false;
        }

        using SKBitmap? scaled = bitmap.Resize(new SKSizeI(size, size), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        if (scaled is null)
        {
            return false;
        }

        CopyRgb(scaled, rgb);
        return true;
    }

    /// <summary>The colours of an RGBA bitmap without its alpha.</summary>
    /// <param name="rgb">Shape [height, width, 3].</param>
    public static void CopyRgb(SKBitmap bitmap, Span<byte> rgb)
    {
        ReadOnlySpan<byte> rgba = bitmap.GetPixelSpan();
        for (int from = 0, to = 0; from < rgba.Length; from += 4, to += ImageSet.Channels)
        {
            rgba.Slice(from, ImageSet.Channels).CopyTo(rgb[to..]);
        }
    }
}
