using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ExperimentRunner.Trainer.Data.Augmenting;

/// <summary>
/// Brightness, contrast and saturation by factors that are uniform in [1 - strength, 1 + strength], one after the other in an order that is
/// drawn, too: torchvision's ColorJitter(strength, strength, strength).
/// </summary>
/// <param name="strength">Above 0, at most 1.</param>
internal sealed class ColorJitter(double strength)
{
    private const float White = 255;

    /// <summary>Share of red, green and blue in what a colour is as grey (ITU-R BT.601, as torchvision rounds it).</summary>
    private static readonly float[] GreyShares = [0.2989f, 0.587f, 0.114f];

    /// <param name="image_HWC">Shape [height, width, 3], 0 to 255; changed in place.</param>
    public void Apply(Span<float> image_HWC, ref SeededRandom random)
    {
        float brightness = Factor(ref random), contrast = Factor(ref random), saturation = Factor(ref random);
        int first = random.Next(3);
        int second = (first + 1 + random.Next(2)) % 3;
        ReadOnlySpan<int> order = [first, second, 3 - first - second];
        foreach (int change in order)
        {
            switch (change)
            {
                case 0:
                    Scale(image_HWC, brightness, 0);
                    break;
                case 1:
                    Scale(image_HWC, contrast, (1 - contrast) * MeanGrey(image_HWC));
                    break;
                default:
                    Saturate(image_HWC, saturation);
                    break;
            }
        }
    }

    /// <summary>value * factor + offset, kept within 0 to 255.</summary>
    public static void Scale(Span<float> image_HWC, float factor, float offset)
    {
        foreach (ref Vector<float> values in MemoryMarshal.Cast<float, Vector<float>>(image_HWC))
        {
            values = Vector.Clamp((values * factor) + new Vector<float>(offset), Vector<float>.Zero, new Vector<float>(White));
        }

        for (int i = image_HWC.Length - (image_HWC.Length % Vector<float>.Count); i < image_HWC.Length; i++)
        {
            image_HWC[i] = Math.Clamp((image_HWC[i] * factor) + offset, 0, White);
        }
    }

    public static float MeanGrey(ReadOnlySpan<float> image_HWC)
    {
        double sum = 0;
        for (int channel = 0; channel < ImageSet.Channels; channel++)
        {
            sum += GreyShares[channel] * ChannelSum(image_HWC, channel);
        }

        return (float)(sum * ImageSet.Channels / image_HWC.Length);
    }

    /// <summary>Each pixel moved from its grey (factor 0) through itself (1) beyond, kept within 0 to 255.</summary>
    public static void Saturate(Span<float> image_HWC, float factor)
    {
        var shares = Vector128.Create(GreyShares[0], GreyShares[1], GreyShares[2], 0);
        var isColour = Vector128.Create(-1, -1, -1, 0).AsSingle();
        var white = Vector128.Create(White);
        ref float image = ref MemoryMarshal.GetReference(image_HWC);
        int i = 0;
        for (; i + Vector128<float>.Count <= image_HWC.Length; i += ImageSet.Channels)
        {
            Vector128<float> pixel = Vector128.LoadUnsafe(ref image, (nuint)i);
            Vector128<float> grey = Vector128.Create(Vector128.Dot(pixel, shares) * (1 - factor));
            Vector128<float> changed = Vector128.Clamp((pixel * factor) + grey, Vector128<float>.Zero, white);

            // The fourth value is the next pixel's red.
            Vector128.ConditionalSelect(isColour, changed, pixel).StoreUnsafe(ref image, (nuint)i);
        }

        Span<float> last = image_HWC[i..];
        float lastGrey = (1 - factor) * ((GreyShares[0] * last[0]) + (GreyShares[1] * last[1]) + (GreyShares[2] * last[2]));
        Scale(last, factor, lastGrey);
    }

    private static float ChannelSum(ReadOnlySpan<float> image_HWC, int channel)
    {
        // Vectors three apart hold the channels in the same places.
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(image_HWC);
        int whole = vectors.Length - (vectors.Length % ImageSet.Channels);
        float sum = 0;
        for (int phase = 0; phase < ImageSet.Channels; phase++)
        {
            Vector<float> part = Vector<float>.Zero;
            for (int i = phase; i < whole; i += ImageSet.Channels)
            {
                part += vectors[i];
            }

            for (int lane = 0; lane < Vector<float>.Count; lane++)
            {
                sum += ((phase * Vector<float>.Count) + lane) % ImageSet.Channels == channel ? part[lane] : 0;
            }
        }

        for (int i = whole * Vector<float>.Count; i < image_HWC.Length; i++)
        {
            sum += i % ImageSet.Channels == channel ? image_HWC[i] : 0;
        }

        return sum;
    }

    private float Factor(ref SeededRandom random) => (float)random.Between(Math.Max(0, 1 - strength), 1 + strength);
}
