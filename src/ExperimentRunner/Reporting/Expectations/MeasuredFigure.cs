using ExperimentRunner.Statistics;

namespace ExperimentRunner.Reporting.Expectations;

/// <summary>A figure that can be held against a bound.</summary>
/// <param name="Mean">In the unit of its measure, over repeats or over pairs of repeats.</param>
/// <param name="IsOfLogarithms">The interval is that of logarithms.</param>
internal sealed record MeasuredFigure(Estimate Mean, bool IsOfLogarithms);
