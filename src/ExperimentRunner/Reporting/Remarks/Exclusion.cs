using ExperimentRunner.Reporting.Cells;

namespace ExperimentRunner.Reporting.Remarks;

/// <summary>A cell that some figure is made without, and why.</summary>
internal sealed record Exclusion(Cell Cell, string From, string Reason)
{
    public static IReadOnlyList<Exclusion> Find(IReadOnlyList<CellReport> rows, IReadOnlyList<AmpPair> pairs) =>
    [
        .. rows.Where(row => row.Cell.FinishedRuns == 0).Select(row => new Exclusion(row.Cell, "all figures", "no run of it finished")),
        .. rows.Where(row => row.Cell.FinishedRuns > 0 && row.Cell.Figures.ImagesPerSecond is null).Select(row => new Exclusion(row.Cell, "speeds", WhyUntimed(row.Cell))),
        .. rows.Where(IsUnpaired).Select(row => new Exclusion(row.Cell, "intervals of the speedup", "fewer than two repeats finished in both it and the baseline")),
        .. pairs.Where(pair => pair.FellBack).Select(pair => new Exclusion(pair.On, "gains of mixed precision", "it ran in fp32")),
    ];

    private static string WhyUntimed(Cell cell) => cell.FinishedResults.Any(PackedRun.Is) ? "other runs worked beside it (timing: packed)" : "no step of it was measured";

    private static bool IsUnpaired(CellReport row) => row is { IsBaseline: false, Speedup: { Interval: null }, Cell.Runs.Count: > 1 };
}
