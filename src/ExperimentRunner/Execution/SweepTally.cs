using System.Runtime.InteropServices;
using ExperimentRunner.Planning;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Execution;

/// <summary>Counts how the runs of a sweep ended. Results are kept only where they decide on further repeats, since a sweep may have many.</summary>
internal sealed class SweepTally(SweepPlan plan)
{
    private readonly Dictionary<string, List<RunResult>> repeatsByCell = [];
    private int finished;
    private int failed;
    private int cancelled;
    private int notNeeded;
    private TimeSpan deviceTime;

    public SweepOutcome Outcome => new(plan.Runs.Count, finished, failed, notNeeded);

    public SweepSpending Spent(int atWork) => new(finished + failed + cancelled + atWork + plan.Dropped.Count, deviceTime);

    public void Add(PlannedRun run, RunResult result)
    {
        ++CounterOf(result.Outcome);
        deviceTime += result.Outcome is RunOutcome.NotNeeded ? TimeSpan.Zero : RunDuration.Of(result) * run.Spec.Devices;
        if (plan.AdaptiveRepeats is not null)
        {
            (CollectionsMarshal.GetValueRefOrAddDefault(repeatsByCell, run.CellId, out _) ??= []).Add(result);
        }
    }

    /// <summary>Why a run can be spared; null if it is needed.</summary>
    public string? Spares(PlannedRun run) => RepeatNeed.Spares(plan.AdaptiveRepeats, run, repeatsByCell.GetValueOrDefault(run.CellId) ?? []);

    private ref int CounterOf(RunOutcome outcome)
    {
        switch (outcome)
        {
            case RunOutcome.Finished:
                return ref finished;
            case RunOutcome.Failed:
                return ref failed;
            case RunOutcome.Cancelled:
                return ref cancelled;
            case RunOutcome.NotNeeded:
                return ref notNeeded;
            default:
                throw new InvalidOperationException($"{outcome} is not counted.");
        }
    }
}
