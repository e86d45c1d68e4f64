using ExperimentRunner.Statistics;

namespace ExperimentRunner.Reporting.Cells;

internal static class CertaintyOf
{
    /// <param name="interval">Of a difference or a ratio; null for fewer than two repeats.</param>
    /// <param name="noDifference">0 of a difference, 1 of a ratio.</param>
    public static Certainty Interval(Interval? interval, double noDifference) => interval switch
    {
        null => Certainty.OneRepeat,
        _ when interval.Contains(noDifference) => Certainty.NotDistinguishable,
        _ => Certainty.Distinguishable,
    };
}
