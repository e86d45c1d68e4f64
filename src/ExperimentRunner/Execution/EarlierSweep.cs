using ExperimentRunner.Planning.Differences;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Execution;

/// <summary>Holds a plan against a sweep that was started before.</summary>
internal static class EarlierSweep
{
    public static PlanDifference Difference(SweepPaths sweep, SweepPlan before, SweepPlan planned)
    {
        var difference = PlanDifference.Of(before, planned);
        HashSet<string> earlier = [.. before.Runs.Select(run => run.RunId)];
        return difference with
        {
            DoneRuns = planned.Runs.Count(run => earlier.Contains(run.RunId) && RunState.Settled(sweep.Run(run.RunId), retryFailed: false) is not null),
        };
    }
}
