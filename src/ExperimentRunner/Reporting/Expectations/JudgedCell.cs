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
    private const string AmpAxis = "amp";

    /// <summary>Repeats that finished without the target accuracy whose time was asked for.</summary>
    public int Missed { get; private init; }

    /// <summary>Mixed precision was asked for by name, and a repeat ran in fp32: there is nothing to judge.</summary>
    public bool FellBack { get; private init; }

    public static JudgedCell Of(Expectation expectation, Cell cell, Cell? reference)
    {
        MeasuredFigure? figure = FigureOf.Measure(expectation.Measure, cell, reference);
        int missed = expectation.Measure == Measure.TimeToTarget ? cell.Figures.TargetMissed : 0;
        bool fellBack = expectation.Cells.Any(named => named.Axis == AmpAxis) && (cell.HasFallenBack || reference is { HasFallenBack: true });
        Judgement judgement = fellBack ? Judgement.Inconclusive : WithMissed(Judge(figure, expectation), missed, expectation, cell);
        int? repeats = judgement == Judgement.Inconclusive && !fellBack && missed == 0 && figure is not null ? RepeatsToDecide.Of(figure, expectation.Bound) : null;
        return new(cell, reference, figure, judgement, repeats) { Missed = missed, FellBack = fellBack };
    }

    /// <summary>A repeat that never came to the target took longer than any bound, so the others alone can't pass for all.</summary>
    private static Judgement WithMissed(Judgement ofOthers, int missed, Expectation expectation, Cell cell) => expectation.Comparison switch
    {
        _ when missed == 0 => ofOthers,
        Comparison.AtMost or Comparison.Below when missed == cell.FinishedRuns => Judgement.Failed,
        Comparison.AtMost or Comparison.Below when ofOthers == Judgement.Failed => Judgement.Failed,
        _ => Judgement.Inconclusive,
    };

    private static Judgement Judge(MeasuredFigure? figure, Expectation expectation) =>
        figure?.Mean.Interval is { } interval ? Judge(interval, expectation.Comparison, expectation.Bound) : Judgement.Inconclusive;

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
