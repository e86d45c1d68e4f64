using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Matrix.Cells;

/// <summary>Checks that no two cells are the same run: they would share an id and a folder.</summary>
internal sealed class SameCellCheck(FaultLog faults)
{
    public void Check(IReadOnlyList<Cell> cells)
    {
        var first = new Dictionary<RunSpec, Cell>();
        foreach (Cell cell in cells.Where(cell => cell.KnowsAll))
        {
            if (!first.TryAdd(cell.Spec, cell))
            {
                faults.Add(FaultKind.SameCellTwice, cell.Place, Twice(cell, first[cell.Spec]));
            }
        }
    }

    private static string Twice(Cell cell, Cell other) =>
        $"The cell {{ {Shown(cell)} }} is the same run as {{ {Shown(other)} }} of line {Wording.Number(other.Place.Line)}. Remove or exclude one.";

    private static string Shown(Cell cell) => Wording.List(cell.Written.Select(assignment => $"{assignment.Setting.Name}: {assignment.Value.Text}"));
}
