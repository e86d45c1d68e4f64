namespace ExperimentRunner.Statistics;

/// <summary>Tells which of many differences are real, so that the chance of even one false one stays at 5 % (Holm 1979, jstor.org/stable/4615733).</summary>
internal static class Holm
{
    /// <returns>Differences whose p-value is at most this are real; below 0 if none is.</returns>
    /// <param name="pValues">Of all that were compared, each 0 to 1.</param>
    public static double LargestReal(IEnumerable<double> pValues)
    {
        double[] sorted = [.. pValues.Order()];
        int real = 0;
        while (real < sorted.Length && sorted[real] <= (1 - Interval.Confidence) / (sorted.Length - real))
        {
            real++;
        }

        return real == 0 ? -1 : sorted[real - 1];
    }
}
