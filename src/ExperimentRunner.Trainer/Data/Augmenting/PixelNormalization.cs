using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ExperimentRunner.Trainer.Data.Augmenting;

/// <summary>Maps values of 0 to 255 to value * factor + offset of their channel, in vectors. The channels take turns in memory.</summary>
internal sealed class PixelNormalization
{
    // Of ImageNet, as torchvision's weights expect.
    private static readonly float[] Mean = [0.485f, 0.456f, 0.406f];
    private static readonly float[] Deviation = [0.229f, 0.224f, 0.225f];

    private readonly float[] factors;
    private readonly float[] offsets;

    private PixelNormalization(Func<int, float> factor, Func<int, float> offset)
    {
        factors = Arranged(factor);
        offsets = Arranged(offset);
    }

    /// <summary>(value / 255 - mean) / deviation.</summary>
    public static PixelNormalization ImageNet { get; } =
        new(channel => 1 / (255 * Deviation[channel]), channel => -Mean[channel] / Deviation[channel]);

    /// <summary>Leaves values as they are.</summary>
    public static PixelNormalization None { get; } = new(_ => 1, _ => 0);

    /// <summary>Values after which channels and vectors stand to each other as at the start: three vectors.</summary>
    public static int Period => ImageSet.Channels * Vector512<float>.Count;

    /// <summary>One for each value of a <see cref="Period"/>.</summary>
    public ReadOnlySpan<float> Factors => factors;

    /// <inheritdoc cref="Factors"/>
    public ReadOnlySpan<float> Offsets => offsets;

    /// <param name="image_HWC">Shape [size, size, 3].</param>
    /// <param name="target_HWC">Same shape.</param>
    public void Write(ReadOnlySpan<byte> image_HWC, Span<float> target_HWC) => Write<byte, BytePixels>(image_HWC, target_HWC);

    /// <summary>The same for values that are floats already.</summary>
    public void Write(ReadOnlySpan<float> image_HWC, Span<float> target_HWC) => Write<float, FloatPixels>(image_HWC, target_HWC);

    /// <summary>As <see cref="Write(ReadOnlySpan{byte}, Span{float})"/>, mirrored left to right.</summary>
    public void WriteMirrored(ReadOnlySpan<byte> image_HWC, Span<float> target_HWC, int size)
    {
        int row = size * ImageSet.Channels;
        for (int y = 0; y < size; y++)
        {
            WriteMirroredRow(image_HWC.Slice(y * row, row), target_HWC.Slice(y * row, row));
        }
    }

    private void Write<T, TPixels>(ReadOnlySpan<T> image_HWC, Span<float> target_HWC)
        where T : unmanaged
        where TPixels : struct, IPixelVectors<T>
    {
        ref T from = ref MemoryMarshal.GetReference(image_HWC);
        ref float to = ref MemoryMarshal.GetReference(target_HWC[..image_HWC.Length]);
        int width = Vector512<float>.Count;
        int whole = image_HWC.Length - (image_HWC.Length % Period);
        for (int phase = 0; phase < Period; phase += width)
        {
            var factor = Vector512.Create(factors, phase);
            var offset = Vector512.Create(offsets, phase);
            for (int i = phase; i < whole; i += Period)
            {
                Vector512.MultiplyAddEstimate(TPixels.Load(ref from, (nuint)i), factor, offset).StoreUnsafe(ref to, (nuint)i);
            }
        }

        for (int i = whole; i < image_HWC.Length; i++)
        {
            target_HWC[i] = Of(TPixels.Single(image_HWC[i]), i % ImageSet.Channels);
        }
    }

    private void WriteMirroredRow(ReadOnlySpan<byte> row, Span<float> target)
    {
        var factor = Vector128.Create(factors);
        var offset = Vector128.Create(offsets);
        ref float to = ref MemoryMarshal.GetReference(target);

        // A pixel is read and written with one value too many, which the next write mends; so the rightmost source pixel, which nothing
        // stands behind, and the last target pixel are done by themselves.
        int last = row.Length - ImageSet.Channels;
        WritePixel(row, last, target, 0);
        for (int at = ImageSet.Channels; at < last; at += ImageSet.Channels)
        {
            uint pixel = MemoryMarshal.Read<uint>(row.Slice(last - at, sizeof(uint)));
            Vector128<uint> wide = Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalarUnsafe(pixel).AsByte()));
            Vector128.MultiplyAddEstimate(Vector128.ConvertToSingle(wide.AsInt32()), factor, offset).StoreUnsafe(ref to, (nuint)at);
        }

        if (last > 0)
        {
            WritePixel(row, 0, target, last);
        }
    }

    private void WritePixel(ReadOnlySpan<byte> row, int from, Span<float> target, int to)
    {
        for (int channel = 0; channel < ImageSet.Channels; channel++)
        {
            target[to + channel] = Of(row[from + channel], channel);
        }
    }

    private float Of(float value, int channel) => (value * factors[channel]) + offsets[channel];

    private static float[] Arranged(Func<int, float> ofChannel) => [.. Enumerable.Range(0, Period).Select(i => ofChannel(i % ImageSet.Channels))];
}
