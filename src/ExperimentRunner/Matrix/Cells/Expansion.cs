using ExperimentRunner.Matrix.Faults;
using ExperimentRunner.Matrix.Reading;
using ExperimentRunner.Matrix.Settings;

namespace ExperimentRunner.Matrix.Cells;

/// <summary>
/// Makes cells of axes as GitHub Actions does: all combinations, less those that an exclude fits, then include, which adds keys
/// to the combinations whose axis values it does not change, or else makes a cell of its own.
/// </summary>
internal sealed class Expansion(FaultLog faults)
{
    /// <summary>Of axes, before exclude and where: what time and memory of an expansion are bounded by.</summary>
    public const int MostCombinations = 200_000;

    private readonly List<ExcludedCell> excluded = [];

    /// <summary>Combinations that an exclude took out.</summary>
    public IReadOnlyList<ExcludedCell> Excluded => excluded;

    /// <returns>Null if there would be too many.</returns>
    public IReadOnlyList<CellDraft>? Expand(MatrixSection matrix)
    {
        double combinations = matrix.Axes.Aggregate(1.0, (product, axis) => product * axis.Values.Count);
        if (combinations > MostCombinations)
        {
            faults.Add(
                FaultKind.TooManyRuns,
                matrix.Place,
                $"The axes have more than {Wording.Number(MostCombinations)} combinations, too many even if exclude and where leave few. Use fewer values.");
            return null;
        }

        IReadOnlyList<CellDraft> cells = Include(Exclude(Combinations(matrix), matrix), matrix);
        if (cells.Count == 0)
        {
            faults.Add(FaultKind.NoCells, matrix.Place, "No cell is left: exclude fits all of them. Remove an item of exclude.");
        }

        return cells;
    }

    private static IReadOnlyList<CellDraft> Combinations(MatrixSection matrix)
    {
        bool isIncludeAlone = matrix.Axes.Count == 0 && matrix.Include.Count > 0;
        IEnumerable<IReadOnlyList<Assignment>> none = isIncludeAlone ? [] : [[]];
        return
        [
            .. matrix.Axes
                .Aggregate(none, (cells, axis) => cells.SelectMany(cell => axis.Values, (cell, value) => (IReadOnlyList<Assignment>)[.. cell, value]))
                .Select(values => new CellDraft(matrix.Place, values, [])),
        ];
    }

    private IReadOnlyList<CellDraft> Exclude(IReadOnlyList<CellDraft> cells, MatrixSection matrix)
    {
        CellPattern[] clear = [.. matrix.Exclude.Where(pattern => !pattern.IsUnclear)];
        foreach (CellPattern pattern in clear.Where(pattern => !cells.Any(cell => Fit.IsPossible(pattern.Assignments, cell.Find))))
        {
            Assignment? strange = pattern.Assignments.FirstOrDefault(wanted => !Occurs(wanted, matrix.Axes));
            string reason = strange is null
                ? "Remove it."
                : $"Correct or remove it: {strange.Setting.Name} is one of {Wording.List(TextsOf(strange.Setting, matrix.Axes))}.";
            faults.Add(FaultKind.UselessExclude, strange?.Place ?? pattern.Place, $"This exclude fits no combination. {reason}");
        }

        (CellDraft Cell, CellPattern? By)[] judged = [.. cells.Select(cell => (cell, clear.FirstOrDefault(pattern => Fit.IsCertain(pattern.Assignments, cell.Find))))];
        excluded.AddRange(
            from item in judged
            where item.By is not null
            select new ExcludedCell(item.Cell.Shown, $"exclude in line {Wording.Number(item.By.Place.Line)}"));
        return [.. judged.Where(item => item.By is null).Select(item => item.Cell)];
    }

    private static bool Occurs(Assignment wanted, IReadOnlyList<Axis> axes) =>
        axes.Any(axis => axis.Setting == wanted.Setting && axis.Values.Any(value => Fit.CanBe(value, wanted)));

    private static IEnumerable<string> TextsOf(Setting setting, IReadOnlyList<Axis> axes) =>
        axes.Where(axis => axis.Setting == setting).SelectMany(axis => axis.Values).Select(value => value.Value.Text);

    private static IReadOnlyList<CellDraft> Include(IReadOnlyList<CellDraft> originals, MatrixSection matrix)
    {
        CellDraft[] cells = [.. originals];
        var made = new List<CellDraft>();
        foreach (CellPattern item in matrix.Include)
        {
            Assignment[] shared = [.. item.Assignments.Where(assignment => matrix.Axes.Any(axis => axis.Is(assignment.Setting)))];
            Assignment[] added = [.. item.Assignments.Except(shared)];
            int[] fitting = [.. Enumerable.Range(0, cells.Length).Where(index => Fit.IsCertain(shared, cells[index].Find))];
            foreach (int index in fitting)
            {
                cells[index] = cells[index].With(added);
            }

            if (fitting.Length == 0)
            {
                made.Add(new(item.Place, [], item.Assignments));
            }
        }

        return [.. cells, .. made];
    }
}
