using ExperimentRunner.Execution.Leases;
using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Execution;

/// <summary>Hands on what runs side by side tell, one call after the other.</summary>
internal sealed class OneAtATimeProgress(ISweepProgress progress) : ISweepProgress
{
    private readonly Lock gate = new();

    public void RunSkipped(PlannedRun run, RunResult result) => Tell(() => progress.RunSkipped(run, result));

    public void RunWaits(PlannedRun run, IReadOnlyList<LeaseHolder> holders) => Tell(() => progress.RunWaits(run, holders));

    public void RunPlaced(PlannedRun run, RunPlacement placement) => Tell(() => progress.RunPlaced(run, placement));

    public void RunStarted(PlannedRun run) => Tell(() => progress.RunStarted(run));

    public void RunAdvanced(PlannedRun run, RunEvent runEvent) => Tell(() => progress.RunAdvanced(run, runEvent));

    public void RunEnded(PlannedRun run, RunResult result) => Tell(() => progress.RunEnded(run, result));

    private void Tell(Action call)
    {
        lock (gate)
        {
            call();
        }
    }
}
