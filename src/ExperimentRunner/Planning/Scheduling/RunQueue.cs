using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Planning.Scheduling;

/// <summary>
/// Says which run of a sweep is to start next. Packed runs start longest first within a repeat (Graham 1969's LPT rule), and where the
/// longest does not fit, the next that does. What is kept of the interleaving: no run starts before all runs of the repeats up to two
/// before its own have started, and the repeats of a cell start in order.
/// </summary>
internal sealed class RunQueue
{
    private const int RepeatsAhead = 1;

    private readonly List<PlannedRun> waiting;

    private RunQueue(IEnumerable<PlannedRun> runs) => waiting = [.. runs];

    public int Count => waiting.Count;

    /// <summary>For runs that have the machine to themselves: the order of the plan, which is shuffled against drift.</summary>
    public static RunQueue InOrder(IEnumerable<PlannedRun> runs) => new(runs);

    /// <summary>For runs side by side.</summary>
    /// <param name="seconds">How long a run may take; right orders of magnitude will do.</param>
    public static RunQueue LongestFirst(IEnumerable<PlannedRun> runs, Func<PlannedRun, double> seconds) =>
        new(runs.OrderBy(run => run.Repeat).ThenByDescending(seconds));

    /// <summary>Takes the next run that fits out of the queue; null if none does, or none waits.</summary>
    public PlannedRun? Take(Func<PlannedRun, bool> fits)
    {
        int next = waiting.FindIndex(run => run.Repeat > waiting[0].Repeat + RepeatsAhead || fits(run));
        if (next < 0 || waiting[next].Repeat > waiting[0].Repeat + RepeatsAhead)
        {
            return null;
        }

        PlannedRun run = waiting[next];
        waiting.RemoveAt(next);
        return run;
    }
}
