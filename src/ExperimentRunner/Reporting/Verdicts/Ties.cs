using ExperimentRunner.Reporting.Cells;
using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Reporting.Verdicts;

/// <summary>Names the cells that the repeats can't tell from the one that is best by a figure.</summary>
internal static class Ties
{
    private const int MostNamed = 2;

    /// <returns>For example <c>, in speed not distinguishable from devices 2, amp on</c>; empty where there are none.</returns>
    public static string Text(string what, CellReport best, IEnumerable<CellReport> others, Func<RunResult, double?> figure)
    {
        string[] ties = [.. others
            .Where(cell => Ratio.Of(cell.Cell, best.Cell, figure) is { Certainty: Certainty.NotDistinguishable })
            .Select(cell => cell.Cell.Label)];
        string more = ties.Length > MostNamed ? $" and {FigureText.Count(ties.Length - MostNamed)} more" : "";
        return ties.Length == 0 ? "" : $", in {what} not distinguishable from {string.Join(" and from ", ties.Take(MostNamed))}{more}";
    }
}
