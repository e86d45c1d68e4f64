using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Execution;

/// <summary>Is told how a sweep goes on. Calls come one at a time.</summary>
internal interface ISweepProgress
{
    /// <summary>The run needs no work: an earlier session settled it.</summary>
    void RunSkipped(PlannedRun run, RunResult result);

    void RunStarted(PlannedRun run);

    void RunAdvanced(PlannedRun run, RunEvent runEvent);

    void RunEnded(PlannedRun run, RunResult result);
}
