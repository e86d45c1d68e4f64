namespace ExperimentRunner.Tracking.Shipping.Points;

/// <summary>One value of one metric.</summary>
/// <param name="Key">The metric.</param>
/// <param name="Value">May be NaN or infinite.</param>
/// <param name="IsCount">It counts something up, such as epochs, so that a mean of several says nothing.</param>
internal sealed record PointValue(string Key, double Value, bool IsCount = false)
{
    public static PointValue Mean(IEnumerable<PointValue> values)
    {
        PointValue[] all = [.. values];
        return all[^1].IsCount ? all[^1] : all[^1] with { Value = all.Average(value => value.Value) };
    }
}
