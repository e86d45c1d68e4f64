using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Execution;

/// <summary>
/// How long the rest of a sweep takes: a cell that was measured takes as long again, any other as long as its estimate, corrected by how
/// far the measured ones were from theirs. Runs side by side are taken to share the machine without gaps.
/// </summary>
/// <param name="plan">Whose runs.</param>
/// <param name="estimate">Seconds of a run before anything is measured.</param>
/// <param name="share">Share of the machine that a run takes, 0 to 1.</param>
internal sealed class SweepEta(SweepPlan plan, Func<PlannedRun, double> estimate, Func<PlannedRun, double> share)
{
    private readonly Dictionary<string, OpenCell> cells = plan.Runs.GroupBy(run => run.CellId).ToDictionary(
        cell => cell.Key,
        cell => new OpenCell(estimate(cell.First()), share(cell.First())) { Open = cell.Count() });

    private double measuredSeconds;
    private double estimatedSeconds;

    /// <summary>The run needs no more time. What it took counts for the others only if it finished.</summary>
    public void End(PlannedRun run, RunResult result)
    {
        OpenCell cell = cells[run.CellId];
        cell.Open--;
        if (result.Outcome is RunOutcome.Finished)
        {
            double took = RunDuration.Of(result).TotalSeconds;
            cell.Measured++;
            cell.MeasuredSeconds += took;
            measuredSeconds += took;
            estimatedSeconds += cell.Estimate;
        }
    }

    /// <param name="atWork">The runs at work, and the share of each that is done, 0 to 1.</param>
    public TimeSpan Remaining(IEnumerable<(PlannedRun Run, double Done)> atWork)
    {
        double correction = estimatedSeconds > 0 ? measuredSeconds / estimatedSeconds : 1;
        OpenCell[] open = [.. cells.Values.Where(cell => cell.Open > 0)];
        double all = open.Sum(cell => cell.Open * cell.Share * cell.Expected(correction));
        double done = atWork.Select(work => (Cell: cells[work.Run.CellId], work.Done)).Sum(work => work.Done * work.Cell.Share * work.Cell.Expected(correction));
        return TimeSpan.FromSeconds(all - done);
    }

    /// <param name="estimate">Seconds of a run.</param>
    /// <param name="share">Of the machine.</param>
    private sealed class OpenCell(double estimate, double share)
    {
        public double Estimate => estimate;

        public double Share => share;

        /// <summary>Runs that have not ended.</summary>
        public int Open { get; set; }

        public int Measured { get; set; }

        public double MeasuredSeconds { get; set; }

        public double Expected(double correction) => Measured > 0 ? MeasuredSeconds / Measured : estimate * correction;
    }
}
