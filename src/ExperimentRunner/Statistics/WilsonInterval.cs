using MathNet.Numerics.Distributions;

namespace ExperimentRunner.Statistics;

/// <summary>The score interval of a share of right answers (Wilson 1927, doi:10.1080/01621459.1927.10502953): what other test images would give.</summary>
internal static class WilsonInterval
{
    private static readonly double Z = Normal.InvCDF(0, 1, (1 + Interval.Confidence) / 2);

    /// <param name="share">Of right answers, 0 to 1; may be a mean over repeats.</param>
    /// <param name="images">In the test set; above 0.</param>
    public static Interval Of(double share, int images)
    {
        double scale = 1 + (Z * Z / images);
        double middle = (share + (Z * Z / (2 * images))) / scale;
        double half = Z / scale * Math.Sqrt((share * (1 - share) / images) + (Z * Z / (4.0 * images * images)));
        return new Interval(Math.Max(0, middle - half), Math.Min(1, middle + half));
    }

    /// <summary>
    /// What a difference of two shares has to exceed before the size of the test set allows to speak of it: the side towards 0 of the
    /// hybrid score interval (Newcombe 1998, doi:10.1002/(SICI)1097-0258(19980430)17:8%3C873::AID-SIM779%3E3.0.CO;2-I, method 10).
    /// It takes the two test sets for different ones, which overstates it where both are the same images.
    /// </summary>
    public static double FloorOfDifference(double share, double reference, int images)
    {
        (double high, double low) = share >= reference ? (share, reference) : (reference, share);
        double below = high - Of(high, images).Low;
        double above = Of(low, images).High - low;
        return Math.Sqrt((below * below) + (above * above));
    }
}
