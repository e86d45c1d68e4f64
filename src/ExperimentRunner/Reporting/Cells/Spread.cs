namespace ExperimentRunner.Reporting.Cells;

/// <summary>One figure over the repeats of a cell.</summary>
internal sealed record Spread(double Median, double Min, double Max, int Count)
{
    /// <summary>Half of the distance from <see cref="Min"/> to <see cref="Max"/>, relative to the median; null for one repeat.</summary>
    public double? RelativeHalfRange => Count < 2 || Median == 0 ? null : (Max - Min) / 2 / Median;

    private double Range => Max - Min;

    /// <summary>Leaves out what is unknown or not a finite number; null if nothing is left.</summary>
    public static Spread? Of(IEnumerable<double?> values)
    {
        double[] known = [.. values.OfType<double>().Where(double.IsFinite).Order()];
        return known.Length == 0 ? null : new Spread(MedianOf(known), known[0], known[^1], known.Length);
    }

    /// <summary>Whether the repeats tell the two figures apart: their ranges do not overlap, and their medians differ by more than either range.</summary>
    public Certainty CompareWith(Spread other)
    {
        if (Count < 2 || other.Count < 2)
        {
            return Certainty.OneRepeat;
        }

        bool areApart = Min > other.Max || Max < other.Min;
        bool differsByMoreThanSpread = Math.Abs(Median - other.Median) > Math.Max(Range, other.Range);
        return areApart && differsByMoreThanSpread ? Certainty.Distinguishable : Certainty.NotDistinguishable;
    }

    private static double MedianOf(double[] sorted)
    {
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
