using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Planning.Estimates;

/// <summary>Estimates times by runs that were measured on the same machine.</summary>
internal sealed class RunHistory
{
    /// <summary>More would take longer to search than they add.</summary>
    private const int MostNeighbours = 100;

    private readonly ILookup<string, MeasuredRun> byCell;
    private readonly IReadOnlyList<Neighbour> cells;

    /// <param name="runs">The newest first. All that finished.</param>
    public RunHistory(IReadOnlyList<MeasuredRun> runs)
    {
        byCell = runs.ToLookup(run => run.CellId);
        cells = [.. runs.DistinctBy(run => (run.CellId, run.Timing)).Take(MostNeighbours).Select(run => new Neighbour(run, TimeRelevance.ValuesOf(run.Spec, run.Timing)))];
    }

    public static RunHistory Empty { get; } = new([]);

    /// <summary>By the median of the same cell's runs; null if none was measured.</summary>
    public RunEstimate? Same(string cellId, TimingMode timing)
    {
        MeasuredRun[] same = [.. byCell[cellId].Where(run => run.Timing == timing)];
        return same.Length == 0
            ? null
            : new RunEstimate(Median(same), EstimateBasis.Measured) { Runs = same.Length, Cell = cellId, SweepId = same[0].SweepId };
    }

    /// <summary>By the cell that is most like it, scaled by their arithmetic; null if nothing was measured on the same backend.</summary>
    public RunEstimate? Nearest(RunSpec spec, ImageCount images, TimingMode timing)
    {
        IReadOnlyList<string> values = TimeRelevance.ValuesOf(spec, timing);
        if (cells.Where(cell => Tells(cell.Run.Spec, spec)).MinBy(cell => TimeRelevance.Distance(values, cell.Values)) is not (var nearest, var nearestValues))
        {
            return null;
        }

        MeasuredRun[] runs = [.. byCell[nearest.CellId].Where(run => run.Timing == nearest.Timing)];
        double more = FlopEstimate.ComputeSeconds(spec, spec.Train.Epochs, images) / FlopEstimate.ComputeSeconds(nearest.Spec, nearest.Epochs, nearest.Images);
        double work = Math.Max(0, (Median(runs) - nearest.Overhead).TotalSeconds) * more;
        return new RunEstimate(
            nearest.Overhead + TimeSpan.FromSeconds(Math.Min(work, FlopEstimate.MostSeconds)),
            TimeRelevance.Distance(values, nearestValues) <= TimeRelevance.MostOfAmounts ? EstimateBasis.Scaled : EstimateBasis.Similar)
        {
            Runs = runs.Length,
            Cell = nearest.CellId,
            SweepId = nearest.SweepId,
            Differences = TimeRelevance.Differences(values, nearestValues),
        };
    }

    /// <summary>A few steps that leave something out tell nothing of a run that trains.</summary>
    private static bool Tells(RunSpec measured, RunSpec asked) => measured.Backend == asked.Backend && (measured.Probe is null || measured.Probe == asked.Probe);

    private sealed record Neighbour(MeasuredRun Run, IReadOnlyList<string> Values);

    private static TimeSpan Median(MeasuredRun[] runs) => runs.Select(run => run.Time).Order().ElementAt(runs.Length / 2);
}
