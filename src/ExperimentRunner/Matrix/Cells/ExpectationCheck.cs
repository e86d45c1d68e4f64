using ExperimentRunner.Matrix.Expectations;
using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Matrix.Reading;
using ExperimentRunner.Matrix.Settings;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Matrix.Cells;

/// <summary>Checks that each condition of <c>expect</c> can be judged, so that none passes because it is about nothing.</summary>
internal sealed class ExpectationCheck(FaultLog faults)
{
    public void Check(IReadOnlyList<WrittenExpectation> expectations, IReadOnlyList<Cell> cells, MatrixSection matrix, Cell? baseline)
    {
        if (cells.Count == 0 || baseline is null)
        {
            return;
        }

        IReadOnlyList<Setting> axes = VaryingAxes.Of(cells, matrix);
        foreach (WrittenExpectation expectation in expectations)
        {
            Check(expectation, cells, axes, baseline);
        }
    }

    private void Check(WrittenExpectation expectation, IReadOnlyList<Cell> cells, IReadOnlyList<Setting> axes, Cell baseline)
    {
        if (expectation.Cells.FirstOrDefault(cell => !axes.Contains(cell.Setting)) is { } strange)
        {
            faults.Add(
                FaultKind.NoSuchAxis,
                strange.Place,
                $"{strange.Setting.Name} is the same in all cells, so nothing can be expected by it. What differs: {Wording.List(axes.Select(axis => axis.Name))}.");
            return;
        }

        Cell[] fitting = [.. cells.Where(cell => Fit.IsPossible(expectation.Cells, cell.Effective))];
        if (fitting.Length == 0)
        {
            faults.Add(FaultKind.ExpectationOfNoCell, expectation.Place, $"{Wording.Quote(expectation.Text)} is about no cell of the matrix. Correct or remove it.");
        }
        else if (expectation.Kind.IsOfPair && !fitting.Any(cell => HasReference(cell, expectation, cells, axes, baseline)))
        {
            faults.Add(
                FaultKind.ExpectationOfNoCell,
                expectation.Place,
                $"{Wording.Quote(expectation.Text)} has nothing to be held against: no other cell has the baseline's values of these axes and is else the same. Name axes by which a cell differs from the baseline.");
        }
        else if (expectation.Kind.Measure == Measure.TimeToTarget && fitting.FirstOrDefault(cell => cell.Spec.Train.TargetAccuracy == 0) is not null)
        {
            faults.Add(FaultKind.ExpectationWithoutTarget, expectation.Place, $"{Wording.Quote(expectation.Text)} is about cells without {TrainSettings.TargetAccuracy.Name}. Set it in train.");
        }
    }

    private static bool HasReference(Cell cell, WrittenExpectation expectation, IReadOnlyList<Cell> cells, IReadOnlyList<Setting> axes, Cell baseline) =>
        cells.Any(other => other != cell && IsReference(other, cell, expectation, axes, baseline));

    private static bool IsReference(Cell other, Cell cell, WrittenExpectation expectation, IReadOnlyList<Setting> axes, Cell baseline) => expectation.Cells.Count == 0
        ? other == baseline
        : axes.Where(axis => !Axis.IsBatch(axis)).All(axis => Fit.CanBe(other.Effective(axis), Wanted(axis, cell, expectation, baseline).Effective(axis)))
            && HasBatchOf(other, expectation.Cells.Any(named => Axis.IsBatch(named.Setting)) ? baseline : cell);

    private static Cell Wanted(Setting axis, Cell cell, WrittenExpectation expectation, Cell baseline) =>
        expectation.Cells.Any(named => named.Setting == axis) ? baseline : cell;

    /// <summary>Both batches are one axis: with other devices one of the two must differ.</summary>
    private static bool HasBatchOf(Cell other, Cell wanted) =>
        other.Spec.BatchPerDevice == wanted.Spec.BatchPerDevice || other.Spec.GlobalBatch == wanted.Spec.GlobalBatch;
}
