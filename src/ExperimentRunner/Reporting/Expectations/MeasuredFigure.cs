using ExperimentRunner.Reporting.Cells;
using ExperimentRunner.Statistics;

namespace ExperimentRunner.Reporting.Expectations;

/// <summary>A figure that can be held against a bound.</summary>
/// <param name="Mean">In the unit of its measure, over repeats or over pairs of repeats.</param>
/// <param name="IsOfLogarithms">The interval is that of logarithms.</param>
internal sealed record MeasuredFigure(Estimate Mean, bool IsOfLogarithms)
{
    /// <param name="ratio">Of pairs of repeats.</param>
    /// <param name="factor">Above 0: what the ratio is multiplied with.</param>
    public static MeasuredFigure Of(Ratio ratio, double factor) => new(
        new Estimate(ratio.Value * factor, ratio.Interval?.Through(value => value * factor), Math.Max(1, ratio.Pairs)) { Deviation = ratio.LogDeviation },
        IsOfLogarithms: true);
}
