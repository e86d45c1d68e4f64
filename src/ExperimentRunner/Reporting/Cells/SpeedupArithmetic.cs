namespace ExperimentRunner.Reporting.Cells;

internal static class SpeedupArithmetic
{
    /// <summary>How many times as fast: the baseline's time over the other's, for the same images.</summary>
    public static double OfTimes(TimeSpan baseline, TimeSpan time) => baseline / time;

    /// <summary>The same from images per second, which are above 0.</summary>
    public static double OfRates(double baseline, double rate) => rate / baseline;

    /// <summary>The share of the added devices that turned into speed: 1 is perfect.</summary>
    public static double Efficiency(double speedup, int devices, int baselineDevices) =>
        speedup / ((double)devices / baselineDevices);
}
