using ExperimentRunner.Trainer.Data.Augmenting;
using SkiaSharp;

namespace ExperimentRunner.Trainer.Data;

/// <summary>Image files to RGB bytes.</summary>
internal static class ImageDecoder
{
    private const int BytesPerPixel = 4;

    /// <summary>More is taken for a broken header: no photograph has a side of a hundred thousand pixels.</summary>
    private const long MostPixels = 1L << 28;

    /// <summary>
    /// Scales the image, upright, to <paramref name="size"/> x <paramref name="size"/> pixels as torchvision's resize does with antialias.
    /// A JPEG of twice that size or more is decoded at a half, a quarter or an eighth of its size first. What is transparent becomes black.
    /// </summary>
    /// <param name="rgb">Gets it, shape [size, size, 3].</param>
    /// <returns>False if the file holds no image that can be read.</returns>
    public static bool TryDecode(string path, int size, Span<byte> rgb) => TryDecode(path, size, isReduced: true, rgb);

    /// <inheritdoc cref="TryDecode(string, int, Span{byte})"/>
    /// <param name="isReduced">False decodes all pixels, whatever the format can do.</param>
    public static bool TryDecode(string path, int size, bool isReduced, Span<byte> rgb)
    {
        using SKCodec? codec = SKCodec.Create(path);
        if (codec is null || (long)codec.Info.Width * codec.Info.Height > MostPixels)
        {
            return false;
        }

        SKSizeI decoded = isReduced ? LeastSize(codec, size) : codec.Info.Size;
        var info = new SKImageInfo(decoded.Width, decoded.Height, SKColorType.Rgba8888, SKAlphaType.Premul);
        using var bitmap = new SKBitmap(info);
        if (codec.GetPixels(info, bitmap.GetPixels()) != SKCodecResult.Success)
        {
            return false;
        }

        if (codec.EncodedOrigin == SKEncodedOrigin.TopLeft)
        {
            Scale(bitmap, size, rgb);
            return true;
        }

        // Turning commutes with scaling to a square, and the square has fewer pixels.
        byte[] stored_HWC = new byte[size * size * ImageSet.Channels];
        Scale(bitmap, size, stored_HWC);
        ImageOrientation.Write(codec.EncodedOrigin, stored_HWC, rgb, size);
        return true;
    }

    /// <summary>The colours of an RGBA bitmap without its alpha.</summary>
    /// <param name="rgb">Shape [height, width, 3].</param>
    public static void CopyRgb(SKBitmap bitmap, Span<byte> rgb)
    {
        ReadOnlySpan<byte> rgba = bitmap.GetPixelSpan();
        for (int from = 0, to = 0; from < rgba.Length; from += BytesPerPixel, to += ImageSet.Channels)
        {
            rgba.Slice(from, ImageSet.Channels).CopyTo(rgb[to..]);
        }
    }

    /// <summary>The smallest size that the codec decodes to without falling below the target. Other parts than these are slow in libjpeg-turbo.</summary>
    private static SKSizeI LeastSize(SKCodec codec, int size)
    {
        foreach (float part in (ReadOnlySpan<float>)[1f / 8, 1f / 4, 1f / 2])
        {
            SKSizeI scaled = codec.GetScaledDimensions(part);
            if (scaled.Width >= size && scaled.Height >= size)
            {
                return scaled;
            }
        }

        return codec.Info.Size;
    }

    private static void Scale(SKBitmap bitmap, int size, Span<byte> rgb)
    {
        float[] scaled_HWC = new float[size * size * ImageSet.Channels];
        var rows = new PixelRows(bitmap.GetPixelSpan(), bitmap.RowBytes, BytesPerPixel);
        var whole = new CropBox(0, 0, bitmap.Width, bitmap.Height);
        new Resampler(size, PixelNormalization.None).Write(rows, whole, isMirrored: false, scaled_HWC);
        for (int i = 0; i < scaled_HWC.Length; i++)
        {
            rgb[i] = (byte)Math.Clamp(scaled_HWC[i] + 0.5f, 0, byte.MaxValue);
        }
    }
}
