using SkiaSharp;

namespace ExperimentRunner.Trainer.Data;

/// <summary>Image files to RGB bytes.</summary>
internal static class ImageDecoder
{
    /// <summary>Scales the image to <paramref name="size"/> x <paramref name="size"/> pixels; null if the file holds no image that can be read. What is transparent becomes black.</summary>
    /// <returns>Shape [size, size, 3].</returns>
    public static byte[]? TryDecode(string path, int size)
    {
        using SKCodec? codec = SKCodec.Create(path);
        if (codec is null)
        {
            return null;
        }

        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Premul);
        using var bitmap = new SKBitmap(info);
        if (codec.GetPixels(info, bitmap.GetPixels()) != SKCodecResult.Success)
        {
            return null;
        }

        using SKBitmap scaled = bitmap.Resize(new SKSizeI(size, size), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        return ToRgb(scaled);
    }

    /// <summary>The colours of an RGBA bitmap without its alpha.</summary>
    /// <returns>Shape [height, width, 3].</returns>
    public static byte[] ToRgb(SKBitmap bitmap)
    {
        ReadOnlySpan<byte> rgba = bitmap.GetPixelSpan();
        byte[] rgb = new byte[rgba.Length / 4 * ImageSet.Channels];
        for (int from = 0, to = 0; from < rgba.Length; from += 4, to += ImageSet.Channels)
        {
            rgba.Slice(from, ImageSet.Channels).CopyTo(rgb.AsSpan(to));
        }

        return rgb;
    }
}
