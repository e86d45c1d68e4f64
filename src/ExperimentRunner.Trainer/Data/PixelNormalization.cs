namespace ExperimentRunner.Trainer.Data;

/// <summary>Bytes to (value / 255 - mean) / deviation by ImageNet's channel statistics, the ones that torchvision's weights expect.</summary>
internal static class PixelNormalization
{
    private static readonly float[] Mean = [0.485f, 0.456f, 0.406f];
    private static readonly float[] Deviation = [0.229f, 0.224f, 0.225f];

    /// <summary>Entry [channel * 256 + byte].</summary>
    private static readonly float[] Table =
        [.. Enumerable.Range(0, ImageSet.Channels * 256).Select(i => ((i % 256 / 255f) - Mean[i / 256]) / Deviation[i / 256])];

    /// <param name="image_HWC">Shape [size, size, 3].</param>
    /// <param name="target_HWC">Same shape.</param>
    public static void Write(ReadOnlySpan<byte> image_HWC, Span<float> target_HWC)
    {
        ReadOnlySpan<float> table = Table;
        for (int i = 0; i + 2 < image_HWC.Length; i += ImageSet.Channels)
        {
            target_HWC[i] = table[image_HWC[i]];
            target_HWC[i + 1] = table[256 + image_HWC[i + 1]];
            target_HWC[i + 2] = table[512 + image_HWC[i + 2]];
        }
    }

    /// <summary>The same, mirrored left to right.</summary>
    public static void WriteMirrored(ReadOnlySpan<byte> image_HWC, Span<float> target_HWC, int size)
    {
        int row = size * ImageSet.Channels;
        for (int y = 0; y < size; y++)
        {
            for (int x = 0; x < size; x++)
            {
                int from = (y * row) + ((size - 1 - x) * ImageSet.Channels);
                Write(image_HWC.Slice(from, ImageSet.Channels), target_HWC.Slice((y * row) + (x * ImageSet.Channels), ImageSet.Channels));
            }
        }
    }
}
