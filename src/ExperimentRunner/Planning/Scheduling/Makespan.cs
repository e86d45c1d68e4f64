using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Planning.Scheduling;

/// <summary>Plays a sweep on a machine in virtual time.</summary>
/// <param name="devices">Devices of the machine.</param>
/// <param name="need">How many of them a run needs, 1 to all.</param>
/// <param name="seconds">How long a run takes.</param>
internal sealed class Makespan(int devices, Func<PlannedRun, int> need, Func<PlannedRun, double> seconds)
{
    /// <summary>Seconds until the last run has ended, if nothing but the runs takes time. The queue is empty then.</summary>
    /// <param name="onStart">Told each run and when it starts, in order.</param>
    public double Of(RunQueue queue, Action<PlannedRun, double>? onStart = null)
    {
        var ends = new PriorityQueue<PlannedRun, double>();
        int free = devices;
        double now = 0;
        while (true)
        {
            while (free > 0 && queue.Take(run => need(run) <= free) is { } started)
            {
                free -= need(started);
                ends.Enqueue(started, now + seconds(started));
                onStart?.Invoke(started, now);
            }

            if (!ends.TryDequeue(out PlannedRun? ended, out double end))
            {
                return now;
            }

            now = end;
            free += need(ended);
        }
    }

    /// <summary>No schedule ends sooner: not before its longest run, nor before all work, spread evenly over all devices.</summary>
    public double LowerBound(IReadOnlyCollection<PlannedRun> runs) =>
        Math.Max(runs.Max(seconds), runs.Sum(run => seconds(run) * need(run)) / devices);
}
