using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Reporting.Cells;

/// <summary>
/// Figures of two cells, repeat by repeat. Repeats of all cells are interleaved, so those of one repeat saw the same state of the machine, and
/// what drifts from repeat to repeat falls out of their ratio.
/// </summary>
internal static class RepeatPairs
{
    /// <summary>Of the repeats that have the figure in both cells, in order.</summary>
    public static IReadOnlyList<(double Cell, double Reference)> Of(Cell cell, Cell reference, Func<RunResult, double?> figure)
    {
        Dictionary<int, double> references = ByRepeat(reference, figure);
        return
        [
            .. from found in ByRepeat(cell, figure)
               where references.ContainsKey(found.Key)
               select (found.Value, references[found.Key]),
        ];
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
