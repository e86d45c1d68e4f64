using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Reporting.Cells;

/// <summary>What the time of a training step was spent on, as shares that sum to 1.</summary>
internal sealed record TimeShares(double DataWait, double Copy, double Forward, double Backward, double Exchange, double Optimizer)
{
    /// <summary>Shares of the time that all repeats spent together; null if none was measured.</summary>
    public static TimeShares? Of(IEnumerable<StepSplit?> splits)
    {
        StepSplit[] measured = [.. splits.OfType<StepSplit>().Where(split => double.IsFinite(split.Total) && split.Total > 0)];
        double total = measured.Sum(split => split.Total);
        return measured.Length == 0
            ? null
            : new TimeShares(
                measured.Sum(split => split.DataWait) / total,
                measured.Sum(split => split.Copy) / total,
                measured.Sum(split => split.Forward) / total,
                measured.Sum(split => split.Backward) / total,
                measured.Sum(split => split.Exchange) / total,
                measured.Sum(split => split.Optimizer) / total);
    }
}
