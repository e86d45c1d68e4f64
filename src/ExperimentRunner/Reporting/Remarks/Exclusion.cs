using ExperimentRunner.Reporting.Cells;

namespace ExperimentRunner.Reporting.Remarks;

/// <summary>A cell that some figure is made without, and why.</summary>
internal sealed record Exclusion(Cell Cell, string From, string Reason)
{
    public static IReadOnlyList<Exclusion> Find(IReadOnlyList<Cell> cells, Cell? baseline, IReadOnlyList<AmpPair> pairs) =>
    [
        .. cells.Where(cell => cell.FinishedRuns == 0).Select(cell => new Exclusion(cell, "all figures", "no run of it finished")),
        .. cells.Where(cell => cell.FinishedRuns > 0 && cell.Figures.ImagesPerSecond is null).Select(cell => new Exclusion(cell, "speeds", "no step of it was measured")),
        .. cells.Where(cell => IsUnpaired(cell, baseline)).Select(cell => new Exclusion(cell, "intervals of the speedup", "fewer than two repeats finished in both it and the baseline")),
        .. pairs.Where(pair => pair.FellBack).Select(pair => new Exclusion(pair.On, "gains of mixed precision", "it ran in fp32")),
    ];

    private static bool IsUnpaired(Cell cell, Cell? baseline) =>
        baseline is not null && cell.Id != baseline.Id && Ratio.OfSpeeds(cell, baseline) is { Interval: null } && cell.Runs.Count > 1;
}
