using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Matrix.Reading;

namespace ExperimentRunner.Matrix.Cells;

/// <summary>Leaves out the cells for which a condition of <c>where</c> does not hold. A cell of which a value was refused is kept: what it would be is not known.</summary>
internal sealed class ConstraintFilter(MatrixSection matrix, FaultLog faults)
{
    private readonly List<ExcludedCell> excluded = [];

    public IReadOnlyList<ExcludedCell> Excluded => excluded;

    /// <param name="drafts">All combinations; what a constraint takes out is not held in memory.</param>
    /// <param name="common">What all cells share.</param>
    /// <param name="most">More than one beyond it are not looked for.</param>
    public IReadOnlyList<Cell> Keep(IReadOnlyList<CellDraft> drafts, IReadOnlyList<Assignment> common, int most)
    {
        var kept = new List<Cell>();
        foreach (Cell cell in drafts.Select(draft => new Cell(draft, common)).TakeWhile(_ => kept.Count <= most))
        {
            if (cell.KnowsAll && matrix.Where.FirstOrDefault(constraint => !constraint.Holds(cell.Spec)) is { } broken)
            {
                excluded.Add(new(cell.Shown, $"where {broken.Text}"));
            }
            else
            {
                kept.Add(cell);
            }
        }

        if (kept.Count == 0 && drafts.Count > 0)
        {
            faults.Add(FaultKind.NoCells, matrix.Place, "No cell is left: where holds for none of them. Loosen a condition of where.");
        }

        return kept;
    }
}
