using ExperimentRunner.Reporting.Cells;

namespace ExperimentRunner.Reporting.Remarks;

/// <summary>The same difference in <paramref name="Runs"/> repeats of one cell.</summary>
internal sealed record CellDifference(Cell Cell, EchoDifference Difference, int Runs)
{
    public static IEnumerable<CellDifference> Of(Cell cell) =>
        [.. cell.Runs.SelectMany(Echo.Differences).GroupBy(difference => difference).Select(same => new CellDifference(cell, same.Key, same.Count())), .. ThrottledClocks.Of(cell)];
}
