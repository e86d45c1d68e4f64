using ExperimentRunner.Matrix.Expectations;
using ExperimentRunner.Matrix.Reading;
using ExperimentRunner.Matrix.Settings;
using ExperimentRunner.Reporting.Cells;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Reporting.Expectations;

/// <summary>A condition of <c>expect</c> and what the cells say of it.</summary>
internal sealed record JudgedExpectation(Expectation Expectation, IReadOnlyList<JudgedCell> Cells)
{
    /// <summary>Failed if a cell fails; passed if all pass, of which there is at least one.</summary>
    public Judgement Judgement => Cells switch
    {
        _ when Cells.Any(cell => cell.Judgement == Judgement.Failed) => Judgement.Failed,
        { Count: > 0 } when Cells.All(cell => cell.Judgement == Judgement.Passed) => Judgement.Passed,
        _ => Judgement.Inconclusive,
    };

    public static IReadOnlyList<JudgedExpectation> Of(IReadOnlyList<Expectation> expectations, IReadOnlyList<Cell> cells, Cell? baseline) =>
        [.. expectations.Select(expectation => Of(expectation, cells, baseline))];

    private static JudgedExpectation Of(Expectation expectation, IReadOnlyList<Cell> cells, Cell? baseline) => new(
        expectation,
        [
            .. from cell in cells
               where expectation.Cells.All(wanted => cell.ValueOf(wanted.Axis) == wanted.Value)
               let isPair = MeasureKind.Of(expectation.Measure).IsOfPair
               let reference = isPair ? ReferenceOf(cell, expectation, cells, baseline) : null
               where !isPair || reference?.Id != cell.Id
               select JudgedCell.Of(expectation, cell, reference),
        ]);

    /// <summary>
    /// The cell with the baseline's values of the named axes and the cell's own of all others; without named axes the baseline. Both batches are one
    /// axis, since with other devices one of the two must differ: the same batch of each device if there is such a cell, else the same global batch.
    /// </summary>
    private static Cell? ReferenceOf(Cell cell, Expectation expectation, IReadOnlyList<Cell> cells, Cell? baseline)
    {
        if (baseline is null || expectation.Cells.Count == 0)
        {
            return baseline;
        }

        bool IsNamed(string axis) => expectation.Cells.Any(named => named.Axis == axis);
        Cell[] others = [.. cells.Where(other => other.Axes.Where(axis => !IsBatch(axis.Axis)).All(axis =>
            axis.Value == (IsNamed(axis.Axis) ? baseline : cell).ValueOf(axis.Axis)))];
        RunSpec batch = (expectation.Cells.Any(named => IsBatch(named.Axis)) ? baseline : cell).Spec;
        return others.FirstOrDefault(other => other.Spec.BatchPerDevice == batch.BatchPerDevice)
            ?? others.FirstOrDefault(other => other.Spec.GlobalBatch == batch.GlobalBatch);
    }

    private static bool IsBatch(string axis) => SettingTable.Find(axis) is { } setting && Axis.IsBatch(setting);
}
