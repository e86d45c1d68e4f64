namespace Benchmarks.Rows;

internal static class Statistics
{
    /// <exception cref="InvalidOperationException">There are no values.</exception>
    public static double Median(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0
            ? throw new InvalidOperationException("Nothing has no median.")
            : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
