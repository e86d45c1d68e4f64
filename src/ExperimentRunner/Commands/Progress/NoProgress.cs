using ExperimentRunner.Execution;
using ExperimentRunner.Execution.Leases;
using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Commands.Progress;

/// <summary>For a worker, whose run folder is followed by whoever started it.</summary>
internal sealed class NoProgress : ISweepProgress
{
    public void RunSkipped(PlannedRun run, RunResult result)
    {
    }

    public void RunWaits(PlannedRun run, IReadOnlyList<LeaseHolder> holders)
    {
    }

    public void RunPlaced(PlannedRun run, RunPlacement placement)
    {
    }

    public void RunStarted(PlannedRun run)
    {
    }

    public void RunAdvanced(PlannedRun run, RunEvent runEvent)
    {
    }

    public void RunEnded(PlannedRun run, RunResult result)
    {
    }
}
