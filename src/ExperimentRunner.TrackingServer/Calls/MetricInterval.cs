using ExperimentRunner.TrackingServer.Answers;
using ExperimentRunner.TrackingServer.Storage;

namespace ExperimentRunner.TrackingServer.Calls;

/// <summary>
/// Thins out one metric of several runs as MLflow does: of the steps that any run has, evenly spaced ones by their position, the
/// last one, and the first and last of each run. All points of a step that is kept are kept.
/// </summary>
internal sealed class MetricInterval(Session session, IReadOnlyList<string> runs, string key)
{
    /// <param name="interval">The steps wanted; those from 0 on if null.</param>
    /// <param name="most">About how many steps to keep, at least 1.</param>
    public List<MetricOfRun> Sample((long First, long Last)? interval, int most)
    {
        List<long>[] stepsOfRuns = [.. runs.Select(run => MetricTable.Steps(session, run, key))];
        List<long> all = [.. stepsOfRuns.SelectMany(steps => steps).Distinct().Order()];
        (long first, long last) = interval ?? (0, all.Count == 0 ? 0 : all[^1]);
        HashSet<long> kept = Spaced([.. all.Where(step => step >= first && step <= last)], most);
        kept.UnionWith(stepsOfRuns.Where(steps => steps.Count > 0).SelectMany(steps => (long[])[steps[0], steps[^1]]).Where(step => step >= first && step <= last));
        return [.. runs.SelectMany(run => Points(run, first, last, kept))];
    }

    private static HashSet<long> Spaced(IReadOnlyList<long> steps, int most)
    {
        if (steps.Count <= most)
        {
            return [.. steps];
        }

        double interval = (double)steps.Count / most;
        return [.. Enumerable.Range(0, most).Select(at => steps[(int)(at * interval)]), steps[^1]];
    }

    private IEnumerable<MetricOfRun> Points(string run, long first, long last, HashSet<long> kept) => MetricTable.Between(session, run, key, first, last)
        .Where(point => kept.Contains(point.Step))
        .Take(Limits.PointsOfARunInAnInterval)
        .Select(point => new MetricOfRun(key, point.Value, point.Timestamp, point.Step, run));
}
