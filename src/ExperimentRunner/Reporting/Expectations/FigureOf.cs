using ExperimentRunner.Reporting.Cells;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Statistics;

namespace ExperimentRunner.Reporting.Expectations;

/// <summary>Finds what a measure is of a cell.</summary>
internal static class FigureOf
{
    /// <param name="measure">What is asked.</param>
    /// <param name="cell">Of what.</param>
    /// <param name="reference">What it is held against, by the measures that compare.</param>
    /// <returns>Null where it was not measured.</returns>
    public static MeasuredFigure? Measure(Measure measure, Cell cell, Cell? reference) => measure switch
    {
        Runs.Sweeps.Measure.Speedup => Speedup(cell, reference, 1),
        Runs.Sweeps.Measure.Efficiency => Speedup(cell, reference, (double?)reference?.Spec.Devices / cell.Spec.Devices ?? 1),
        Runs.Sweeps.Measure.AccuracyDrop => Drop(cell, reference),
        Runs.Sweeps.Measure.Accuracy => cell.Figures.Accuracy is { } accuracy ? new(accuracy.Mean, IsOfLogarithms: false) : null,
        Runs.Sweeps.Measure.ImagesPerSecond => Geometric(cell, RunFigures.ImagesPerSecond),
        Runs.Sweeps.Measure.StepTime => Geometric(cell, result => RunFigures.AboveZero(result.Timing?.StepSecondsMedian)),
        Runs.Sweeps.Measure.TimeToTarget => Geometric(cell, RunFigures.SecondsToTarget),
        Runs.Sweeps.Measure.PeakMemory => Geometric(cell, result => RunFigures.AboveZero(result.PeakMemoryBytes)),
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, "There is no such measure."),
    };

    private static MeasuredFigure? Speedup(Cell cell, Cell? reference, double factor) => Ratio.OfSpeeds(cell, reference) is { } ratio ? MeasuredFigure.Of(ratio, factor) : null;

    private static MeasuredFigure? Drop(Cell cell, Cell? reference) =>
        reference is not null && AccuracyDifference.MeanOf(reference, cell) is { } mean ? new(mean, IsOfLogarithms: false) : null;

    private static MeasuredFigure? Geometric(Cell cell, Func<RunResult, double?> figure) =>
        Mean(cell, [.. cell.FinishedResults.Select(figure).OfType<double>()]) is { } mean ? new(mean, IsOfLogarithms: true) : null;

    private static Estimate? Mean(Cell cell, IReadOnlyList<double> values) => cell.IsStopped ? Estimate.GeometricMeanOfStopped(values) : Estimate.GeometricMean(values);
}
