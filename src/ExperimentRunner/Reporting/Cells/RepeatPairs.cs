using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Reporting.Cells;

/// <summary>
/// Figures of cells, repeat by repeat. Repeats of all cells are interleaved, so those of one repeat saw the same state of the machine, and
/// what drifts from repeat to repeat falls out of their ratio.
/// </summary>
internal static class RepeatPairs
{
    /// <summary>Of the repeats that have the figure in both cells, in order.</summary>
    public static IReadOnlyList<(double Cell, double Reference)> Of(Cell cell, Cell reference, Func<RunResult, double?> figure) =>
        [.. Of([cell, reference], figure).Select(pair => (pair[0], pair[1]))];

    /// <summary>Of the repeats that have the figure in all cells, in order: one value a cell.</summary>
    public static IEnumerable<IReadOnlyList<double>> Of(IReadOnlyList<Cell> cells, Func<RunResult, double?> figure)
    {
        Dictionary<int, double>[] figures = [.. cells.Select(cell => ByRepeat(cell, figure))];
        return figures[0].Keys.Where(repeat => figures.All(found => found.ContainsKey(repeat))).Select(repeat => (IReadOnlyList<double>)[.. figures.Select(found => found[repeat])]);
    }

    private static Dictionary<int, double> ByRepeat(Cell cell, Func<RunResult, double?> figure)
    {
        var figures = new Dictionary<int, double>(cell.Runs.Count);
        foreach (RunRecord run in cell.Runs)
        {
            if (run.State is RunState.Finished { Result: var result } && figure(result) is { } value && double.IsFinite(value))
            {
                figures.TryAdd(run.Planned.Repeat, value);
            }
        }

        return figures;
    }
}
