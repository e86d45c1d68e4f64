using ExperimentRunner.Execution.Leases;
using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Execution;

/// <summary>Is told how a sweep goes on. Calls come one at a time.</summary>
internal interface ISweepProgress
{
    /// <summary>The run needs no work: an earlier session settled it.</summary>
    void RunSkipped(PlannedRun run, RunResult result);

    /// <summary>The run is next, but others on this machine hold what it needs, or came first.</summary>
    void RunWaits(PlannedRun run, IReadOnlyList<LeaseHolder> holders);

    /// <summary>The run has its devices.</summary>
    void RunPlaced(PlannedRun run, RunPlacement placement);

    void RunStarted(PlannedRun run);

    void RunAdvanced(PlannedRun run, RunEvent runEvent);

    void RunEnded(PlannedRun run, RunResult result);
}
