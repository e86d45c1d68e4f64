using ExperimentRunner.Execution;
using ExperimentRunner.Execution.Leases;
using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Tests.Execution;

/// <summary>Remembers what it was told.</summary>
internal sealed class RecordedProgress : ISweepProgress
{
    public List<string> Lines { get; } = [];

    public Action<PlannedRun> OnStarted { get; set; } = _ => { };

    public void RunSkipped(PlannedRun run, RunResult result) => Lines.Add($"skipped {run.RunId}");

    public void RunWaits(PlannedRun run, IReadOnlyList<LeaseHolder> holders) => Lines.Add($"waits {run.RunId} for {string.Join("; ", holders)}");

    public void RunPlaced(PlannedRun run, RunPlacement placement) => Lines.Add($"placed {run.RunId}");

    public void RunStarted(PlannedRun run)
    {
        Lines.Add($"started {run.RunId}");
        OnStarted(run);
    }

    public void RunAdvanced(PlannedRun run, RunEvent runEvent) => Lines.Add($"advanced {run.RunId} {runEvent.GetType().Name}");

    public void RunEnded(PlannedRun run, RunResult result) => Lines.Add($"ended {run.RunId} {result.Outcome.GetType().Name}");
}
