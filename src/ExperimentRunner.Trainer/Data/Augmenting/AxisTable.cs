namespace ExperimentRunner.Trainer.Data.Augmenting;

/// <summary>
/// Which source pixels of one axis make each target pixel, and how much of each: the triangle filter of Pillow's and torchvision's
/// "bilinear", which widens with the scale where the image shrinks, so that nothing is skipped.
/// </summary>
internal sealed class AxisTable(int target)
{
    private readonly int[] starts = new int[target];
    private float[] weights = [];

    /// <summary>Source pixels of each target pixel; at most as many as there are.</summary>
    public int Taps { get; private set; }

    /// <summary>First source pixel of each target pixel, from 0; <see cref="Taps"/> from there on are within the source.</summary>
    public ReadOnlySpan<int> Starts => starts;

    /// <summary>[target pixel * Taps + tap]; those of a target pixel add up to 1.</summary>
    public ReadOnlySpan<float> Weights => weights;

    /// <param name="source">Length in pixels; 1 or more.</param>
    /// <param name="isMirrored">The last source pixel comes first.</param>
    public void Fill(int source, bool isMirrored)
    {
        double scale = (double)source / target;
        double reach = Math.Max(scale, 1);
        Taps = Math.Min((int)Math.Ceiling(2 * reach), source);
        if (weights.Length < target * Taps)
        {
            weights = new float[target * Taps];
        }

        for (int i = 0; i < target; i++)
        {
            double centre = (i + 0.5) * scale;
            int to = isMirrored ? target - 1 - i : i;
            int first = Math.Clamp((int)Math.Floor(centre - reach + 0.5), 0, source - Taps);
            starts[to] = first;
            FillWeights(weights.AsSpan(to * Taps, Taps), first + 0.5 - centre, 1 / reach);
        }
    }

    /// <param name="distance">Of the first tap from the centre.</param>
    private static void FillWeights(Span<float> taps, double distance, double perPixel)
    {
        double sum = 0;
        for (int tap = 0; tap < taps.Length; tap++)
        {
            double weight = Math.Max(0, 1 - (Math.Abs(distance + tap) * perPixel));
            taps[tap] = (float)weight;
            sum += weight;
        }

        float whole = (float)(1 / sum);
        for (int tap = 0; tap < taps.Length; tap++)
        {
            taps[tap] *= whole;
        }
    }
}
