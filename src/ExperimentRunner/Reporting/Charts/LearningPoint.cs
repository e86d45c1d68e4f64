using ExperimentRunner.Reporting.Cells;
using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Reporting.Charts;

/// <summary>An epoch over the finished repeats of a cell.</summary>
/// <param name="Seconds">Of training and evaluation until its end, median.</param>
internal sealed record LearningPoint(int Epoch, double Seconds, Spread Accuracy)
{
    /// <summary>Epochs that every finished repeat came to, so that no curve goes on with fewer runs than it began.</summary>
    public static IReadOnlyList<LearningPoint> Of(Cell cell)
    {
        IReadOnlyList<EpochResult>[] runs = [.. cell.FinishedResults.Select(result => result.Epochs)];
        int epochs = runs.Length == 0 ? 0 : runs.Min(run => run.Count);
        return [.. Enumerable.Range(0, epochs).Select(at => Of([.. runs.Select(run => run[at])])).OfType<LearningPoint>()];
    }

    private static LearningPoint? Of(EpochResult[] repeats) =>
        Spread.OfShares(repeats.Select(epoch => (double?)epoch.Accuracy)) is { } accuracy && Spread.Of(repeats.Select(epoch => (double?)epoch.ElapsedSeconds)) is { } seconds
            ? new LearningPoint(repeats[0].Epoch, seconds.Median, accuracy)
            : null;
}
