using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Matrix.Reading;

namespace ExperimentRunner.Matrix.Cells;

/// <summary>Finds the one cell that the baseline names; an axis that it leaves out has its first value.</summary>
internal sealed class BaselineFinder(FaultLog faults)
{
    /// <returns>Null if it is not exactly one cell.</returns>
    public Cell? Find(IReadOnlyList<Cell> cells, MatrixSection matrix, CellPattern? baseline)
    {
        if (cells.Count == 0 || baseline is { IsUnclear: true })
        {
            return null;
        }

        IReadOnlyList<Assignment> named = baseline?.Assignments ?? [];
        Assignment[] wanted =
        [
            .. named,
            .. matrix.Axes.Where(axis => !named.Any(assignment => axis.Is(assignment.Setting))).Select(axis => axis.Values[0]),
        ];
        Cell[] possible = [.. cells.Where(cell => Fit.IsPossible(wanted, cell.Effective))];
        Cell[] certain = [.. possible.Where(cell => Fit.IsCertain(wanted, cell.Effective))];
        Place place = baseline?.Place ?? matrix.Place;
        if (possible.Length == 0)
        {
            Assignment? strange = Strange(cells, wanted);
            faults.Add(
                FaultKind.BaselineIsNoCell,
                strange is not null && named.Contains(strange) ? strange.Place : place,
                $"The baseline, {Shown(wanted)}, is no cell of the matrix. {Reason(cells, strange)}");
        }
        else if (certain.Length > 1)
        {
            faults.Add(
                FaultKind.BaselineIsSeveralCells,
                place,
                $"The baseline, {Shown(wanted)}, is {certain.Length} cells. Name in baseline what tells them apart: {Wording.List(Differences(certain))}.");
        }

        return certain.Length == 1 ? certain[0] : null;
    }

    private static string Shown(IReadOnlyList<Assignment> wanted) =>
        Wording.List(wanted.Where(assignment => !assignment.IsUnknown).Select(assignment => assignment.Shown));

    /// <summary>A wanted value that no cell has.</summary>
    private static Assignment? Strange(IReadOnlyList<Cell> cells, IReadOnlyList<Assignment> wanted) =>
        wanted.FirstOrDefault(want => !cells.Any(cell => Fit.CanBe(cell.Effective(want.Setting), want)));

    private static string Reason(IReadOnlyList<Cell> cells, Assignment? strange) => strange is null
        ? "Each of these values occurs, but no cell has them all; perhaps it is excluded."
        : $"Use one that is: {strange.Setting.Name} is one of {Wording.List(cells.Select(cell => cell.Effective(strange.Setting).Value.Text).Distinct())}.";

    private static IEnumerable<string> Differences(Cell[] cells) =>
        from setting in cells.SelectMany(cell => cell.Written).Select(assignment => assignment.Setting).Distinct()
        where cells.Select(cell => cell.Effective(setting).Value).Distinct().Count() > 1
        select setting.Name;
}
