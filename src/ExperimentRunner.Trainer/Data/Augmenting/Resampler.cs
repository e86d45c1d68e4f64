using System.Runtime.Intrinsics;

namespace ExperimentRunner.Trainer.Data.Augmenting;

/// <summary>
/// Scales a part of an image to a square, first along rows, then along columns, in floats. One instance a thread; allocates nothing once it
/// has seen its largest part.
/// </summary>
/// <param name="size">Side of the square in pixels.</param>
internal sealed unsafe class Resampler(int size, PixelNormalization normalization)
{
    /// <summary>Floats of a pixel that is being worked on; the fourth is of no meaning.</summary>
    private const int WidePixel = 4;

    private static readonly Vector128<byte> SpreadRgb = Vector128.Create((byte)0, 1, 2, 255, 3, 4, 5, 255, 6, 7, 8, 255, 9, 10, 11, 255);

    private readonly AxisTable columns = new(size);
    private readonly AxisTable rows = new(size);
    private readonly RowBlend blend = new(size * ImageSet.Channels, normalization);
    private float[] wide = [];
    private float[] narrowed = [];

    /// <summary>A narrowed row is written with one float too many.</summary>
    private int RowStride => (size * ImageSet.Channels) + 1;

    /// <param name="source">Rows of the whole image.</param>
    /// <param name="box">Within the image.</param>
    /// <param name="target_HWC">Shape [size, size, 3].</param>
    public void Write(PixelRows source, CropBox box, bool isMirrored, Span<float> target_HWC)
    {
        columns.Fill(box.Width, isMirrored);
        rows.Fill(box.Height, isMirrored: false);
        Grow(ref wide, box.Width * WidePixel);
        Grow(ref narrowed, rows.Taps * RowStride);
        int floats = size * ImageSet.Channels;
        int ready = 0;
        fixed (float* ring = narrowed)
        {
            for (int y = 0; y < size; y++)
            {
                int first = rows.Starts[y];
                for (ready = Math.Max(ready, first); ready < first + rows.Taps; ready++)
                {
                    Widen(source, box, ready);
                    Narrow(ring + (ready % rows.Taps * RowStride));
                }

                blend.Write(ring, RowStride, first, rows.Weights.Slice(y * rows.Taps, rows.Taps), target_HWC.Slice(y * floats, floats));
            }
        }
    }

    /// <summary>The pixels of one row of the box as floats.</summary>
    private void Widen(PixelRows source, CropBox box, int row)
    {
        ReadOnlySpan<byte> bytes = source.From(box.X, box.Y + row);
        int perPixel = source.BytesPerPixel;
        int perVector = Vector128<byte>.Count / WidePixel;
        fixed (byte* from = bytes)
        fixed (float* to = wide)
        {
            int x = 0;
            for (; x + perVector <= box.Width && (x * perPixel) + Vector128<byte>.Count <= bytes.Length; x += perVector)
            {
                Vector128<byte> pixels = Vector128.Load(from + (x * perPixel));
                PixelVectors.Floats(perPixel == WidePixel ? pixels : Vector128.Shuffle(pixels, SpreadRgb)).Store(to + (x * WidePixel));
            }

            for (; x < box.Width; x++)
            {
                for (int channel = 0; channel < ImageSet.Channels; channel++)
                {
                    to[(x * WidePixel) + channel] = from[(x * perPixel) + channel];
                }
            }
        }
    }

    /// <summary>The widened row scaled to the width of the square.</summary>
    private void Narrow(float* to)
    {
        int taps = columns.Taps;
        fixed (float* from = wide)
        fixed (float* weight = columns.Weights)
        fixed (int* start = columns.Starts)
        {
            if (taps == 2)
            {
                for (int x = 0; x < size; x++)
                {
                    float* pixel = from + (start[x] * WidePixel);
                    Vector128<float> second = Vector128.Load(pixel + WidePixel) * weight[(2 * x) + 1];
                    Vector128.MultiplyAddEstimate(Vector128.Load(pixel), Vector128.Create(weight[2 * x]), second).Store(to + (x * ImageSet.Channels));
                }

                return;
            }

            for (int x = 0; x < size; x++)
            {
                float* pixel = from + (start[x] * WidePixel);
                Vector128<float> sum = Vector128.Load(pixel) * weight[x * taps];
                for (int tap = 1; tap < taps; tap++)
                {
                    sum = Vector128.MultiplyAddEstimate(Vector128.Load(pixel + (tap * WidePixel)), Vector128.Create(weight[(x * taps) + tap]), sum);
                }

                sum.Store(to + (x * ImageSet.Channels));
            }
        }
    }

    private static void Grow(ref float[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            buffer = new float[length];
        }
    }
}
