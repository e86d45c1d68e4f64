using ExperimentRunner.Reporting.Cells;

namespace ExperimentRunner.Reporting.Comparing;

/// <summary>What the finished repeats of a cell measured, for a later sweep to be held against.</summary>
/// <param name="CellId">Equal for the same cell of another sweep.</param>
/// <param name="Label">Its axis values.</param>
/// <param name="ImagesPerSecond">One value a repeat, above 0.</param>
/// <param name="Accuracy">One value a repeat, 0 to 1; empty for runs without evaluation.</param>
/// <param name="TestImages">In the smallest test set of a repeat; 1 without evaluation.</param>
internal sealed record CellSamples(string CellId, string Label, IReadOnlyList<double> ImagesPerSecond, IReadOnlyList<double> Accuracy, int TestImages)
{
    public static CellSamples Of(Cell cell) => new(
        cell.Id,
        cell.Label,
        [.. cell.FinishedResults.Select(RunFigures.ImagesPerSecond).OfType<double>()],
        [.. cell.FinishedResults.Select(RunFigures.Accuracy).OfType<double>()],
        cell.Figures.LeastTestImages);
}
