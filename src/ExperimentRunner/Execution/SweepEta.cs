using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Execution;

/// <summary>
/// How long the rest of a sweep takes: a cell that was measured takes as long again, any other as long as its estimate, corrected by how
/// far the measured ones were from theirs.
/// </summary>
/// <param name="estimate">Seconds of a run before anything is measured.</param>
internal sealed class SweepEta(SweepPlan plan, Func<PlannedRun, double> estimate)
{
    private readonly HashSet<string> settled = [];
    private readonly Dictionary<string, List<double>> measuredByCell = [];
    private double measuredSeconds;
    private double estimatedSeconds;

    /// <summary>The run needs no more time. What it took counts for the others only if it finished.</summary>
    public void End(PlannedRun run, RunResult result)
    {
        settled.Add(run.RunId);
        if (result.Outcome is RunOutcome.Finished)
        {
            Learn(run, RunDuration.Of(result));
        }
    }

    private void Learn(PlannedRun run, TimeSpan took)
    {
        if (!measuredByCell.TryGetValue(run.CellId, out List<double>? ofCell))
        {
            measuredByCell[run.CellId] = ofCell = [];
        }

        ofCell.Add(took.TotalSeconds);
        measuredSeconds += took.TotalSeconds;
        estimatedSeconds += estimate(run);
    }

    /// <param name="running">The run at work, if any, and the share of it that is done, 0 to 1.</param>
    public TimeSpan Remaining(PlannedRun? running = null, double shareDone = 0) => TimeSpan.FromSeconds(
        plan.Runs.Where(run => !settled.Contains(run.RunId))
            .Sum(run => Expected(run) * (run.RunId == running?.RunId ? 1 - shareDone : 1)));

    private double Expected(PlannedRun run) => measuredByCell.TryGetValue(run.CellId, out List<double>? ofCell)
        ? ofCell.Average()
        : estimate(run) * (estimatedSeconds > 0 ? measuredSeconds / estimatedSeconds : 1);
}
