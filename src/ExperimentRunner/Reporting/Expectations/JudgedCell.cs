using ExperimentRunner.Reporting.Cells;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Statistics;

namespace ExperimentRunner.Reporting.Expectations;

/// <summary>One cell that an expectation is about, and what came of it.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Reference">What it was held against; null for a measure of one cell, or where no such cell is.</param>
/// <param name="Figure">Null where it was not measured.</param>
/// <param name="Judgement">What it says.</param>
/// <param name="Repeats">Repeats that would probably decide what is inconclusive; null where none would, or where it is decided.</param>
internal sealed record JudgedCell(Cell Cell, Cell? Reference, MeasuredFigure? Figure, Judgement Judgement, int? Repeats)
{
    public static JudgedCell Of(Expectation expectation, Cell cell, Cell? reference)
    {
        MeasuredFigure? figure = FigureOf.Measure(expectation.Measure, cell, reference);
        Judgement judgement = figure?.Mean.Interval is { } interval ? Judge(interval, expectation.Comparison, expectation.Bound) : Judgement.Inconclusive;
        int? repeats = judgement == Judgement.Inconclusive && figure is not null ? RepeatsToDecide.Of(figure, expectation.Bound) : null;
        return new(cell, reference, figure, judgement, repeats);
    }

    private static Judgement Judge(Interval interval, Comparison comparison, double bound)
    {
        (bool low, bool high) = (Meets(interval.Low, comparison, bound), Meets(interval.High, comparison, bound));
        return low && high ? Judgement.Passed : low || high ? Judgement.Inconclusive : Judgement.Failed;
    }

    private static bool Meets(double value, Comparison comparison, double bound) => comparison switch
    {
        Comparison.AtLeast => value >= bound,
        Comparison.AtMost => value <= bound,
        Comparison.Above => value > bound,
        Comparison.Below => value < bound,
        _ => throw new ArgumentOutOfRangeException(nameof(comparison), comparison, "There is no such comparison."),
    };
}
