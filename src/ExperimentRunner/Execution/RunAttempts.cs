using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Execution;

/// <summary>Does one run of a plan until it has a result.</summary>
internal sealed class RunAttempts(TrainerProcess trainer, SweepLimits limits, ISweepProgress progress, TimeProvider time)
{
    public async Task<RunResult> RunAsync(RunPaths run, PlannedRun planned, Journal journal, StopRequest stop)
    {
        await RunFolderReset.PrepareAsync(run, planned.Spec, time, stop.Kill);
        journal.Write(JournalState.RunStarted, planned.RunId);
        progress.RunStarted(planned);
        RunResult result = await trainer.RunAsync(run, limits.RunTimeout, runEvent => progress.RunAdvanced(planned, runEvent), stop);
        journal.RunEnded(result);
        progress.RunEnded(planned, result);
        return result;
    }
}
