using System.Globalization;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;
using ExperimentRunner.Statistics;

namespace ExperimentRunner.Planning;

/// <summary>
/// Whether one more repeat of a cell is needed. What ends the repeats is, among other things, a run of luck, so the
/// interval is wider than that of a fixed number (<see cref="Interval.ConfidenceWhereStopped"/>).
/// </summary>
internal static class RepeatNeed
{
    /// <summary>Why the repeat can be spared; null if it is needed.</summary>
    /// <param name="policy">Null: each cell has all repeats.</param>
    /// <param name="next">The repeat in question.</param>
    /// <param name="earlier">Results of the repeats of the same cell before it.</param>
    public static string? Spares(RepeatPolicy? policy, PlannedRun next, IReadOnlyList<RunResult> earlier)
    {
        if (policy is not { Until: { } until } || next.Repeat <= policy.Least)
        {
            return null;
        }

        double[] speeds = [.. earlier.Where(result => result.Outcome is RunOutcome.Finished).Select(result => result.Timing?.ImagesPerSecond ?? 0).Where(speed => speed > 0)];
        if (speeds.Length == 0)
        {
            return string.Create(CultureInfo.InvariantCulture, $"none of the first {policy.Least} repeats finished.");
        }

        return Estimate.GeometricMeanOfStopped(speeds)!.RelativeHalfWidth is { } width && width <= until
            ? string.Create(CultureInfo.InvariantCulture, $"the images/s of {speeds.Length} repeats are known to {width * 100:0.0} %, and {until * 100:0.###} % was asked.")
            : null;
    }
}
