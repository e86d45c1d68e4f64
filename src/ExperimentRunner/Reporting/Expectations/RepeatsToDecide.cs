using ExperimentRunner.Statistics;

namespace ExperimentRunner.Reporting.Expectations;

/// <summary>How many repeats would probably take a bound out of an interval, if mean and spread stay what they are.</summary>
internal static class RepeatsToDecide
{
    public const int Most = 1000;

    /// <returns>Null where more than <see cref="Most"/> would not, or where the spread is not known.</returns>
    public static int? Of(MeasuredFigure figure, double bound)
    {
        if (figure.Mean.Interval is not { } interval || (figure.IsOfLogarithms && bound <= 0))
        {
            return null;
        }

        Func<double, double> scale = figure.IsOfLogarithms ? Math.Log : value => value;
        int count = figure.Mean.Count;
        double half = (scale(interval.High) - scale(interval.Low)) / 2;
        double deviation = half * Math.Sqrt(count) / StudentQuantile.TwoSided(count - 1);
        double distance = Math.Abs(scale(figure.Mean.Value) - scale(bound));
        int repeats = Enumerable.Range(count + 1, Math.Max(0, Most - count)).FirstOrDefault(more => StudentQuantile.TwoSided(more - 1) * deviation / Math.Sqrt(more) < distance);
        return repeats == 0 ? null : repeats;
    }
}
