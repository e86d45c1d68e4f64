using ExperimentRunner.Statistics;

namespace ExperimentRunner.Reporting.Expectations;

/// <summary>How many repeats would probably take a bound out of an interval, if mean and spread stay what they are.</summary>
internal static class RepeatsToDecide
{
    public const int Most = 1000;

    /// <returns>Null where more than <see cref="Most"/> would not, or where the spread is not known.</returns>
    public static int? Of(MeasuredFigure figure, double bound)
    {
        if (figure.Mean is not { Interval: not null } mean || (figure.IsOfLogarithms && bound <= 0))
        {
            return null;
        }

        double distance = figure.IsOfLogarithms ? Math.Abs(Math.Log(mean.Value / bound)) : Math.Abs(mean.Value - bound);
        int repeats = Enumerable.Range(mean.Count + 1, Math.Max(0, Most - mean.Count))
            .FirstOrDefault(more => StudentQuantile.TwoSided(more - 1, mean.Confidence) * mean.Deviation / Math.Sqrt(more) < distance);
        return repeats == 0 ? null : repeats;
    }
}
