using ExperimentRunner.Execution.Attempts;
using ExperimentRunner.Execution.Disks;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Execution;

/// <summary>Does one run of a plan until it has a result, with as many attempts as its failures are worth. All that it must know again after it was killed is in the run's folder.</summary>
internal sealed class RunAttempts(TrainerProcess trainer, SweepLimits limits, ISweepProgress progress, TimeProvider time)
{
    /// <exception cref="DiskFullException">There is no room for the run; it is to be done again.</exception>
    /// <exception cref="UserFaultException">Another trainer works in the folder, or the trainer can't be started.</exception>
    public async Task<RunResult> RunAsync(RunPaths run, PlannedRun planned, Journal journal, StopRequest stop)
    {
        try
        {
            return await AttemptAsync(run, planned, journal, stop);
        }
        catch (IOException exception) when (FullDisk.IsMeantBy(exception))
        {
            throw DiskFullException.At(run.Folder, exception);
        }
    }

    private async Task<RunResult> AttemptAsync(RunPaths run, PlannedRun planned, Journal journal, StopRequest stop)
    {
        await RunFolderReset.PrepareAsync(run, planned.Spec, time, stop.Kill);
        var folder = new AttemptFolder(run, planned.Spec, planned.RunId, limits.Retries);
        AttemptHistory history = folder.Begin();
        progress.RunStarted(planned);
        bool foundHeld = false;
        while (true)
        {
            DiskRoom.Require(run.Folder, DiskNeed.Of(planned.Spec, trainer.Exports));
            journal.Write(JournalState.RunStarted, planned.RunId, history.Changes(planned.Spec) ? BatchHalving.Describe(history, planned.Spec) : null);
            RunResult result = await trainer.RunAsync(run, new RunLimits(limits.RunTimeout, limits.Stall), runEvent => progress.RunAdvanced(planned, runEvent), stop);
            if (IsHeldByAnother(result) && !foundHeld)
            {
                foundHeld = true;
                journal.Write(JournalState.RunRetried, planned.RunId, ((RunOutcome.Failed)result.Outcome).Message);
                await RunFolderReset.WaitForOrphanAsync(run, time, stop.Kill);
                File.Delete(run.Result);
                if (stop.Ask.IsCancellationRequested)
                {
                    return Leave(run, planned, result, journal);
                }

                continue;
            }

            RunAttempt ended = history.Attempt(result);
            if (ended.Failure == FailureKind.OutOfMemory)
            {
                folder.NoteShortage(history);
            }

            NextAttempt next = NextAttempt.After(history, ended, planned.Spec);
            if (next.History is null)
            {
                return End(run, planned, AttemptsText.Told(result, history, next.Remark, planned.Spec), journal);
            }

            journal.Write(JournalState.RunRetried, planned.RunId, $"{ended.Failure}: {ended.Message}");
            history = next.History;
            folder.Write(history);
            folder.Clear();
            if (stop.Ask.IsCancellationRequested)
            {
                return Leave(run, planned, result, journal);
            }

            await RunFolderReset.WaitForOrphanAsync(run, time, stop.Kill);
        }
    }

    /// <summary>The trainer left at once, so that it was no attempt: an orphan took the folder before it.</summary>
    private static bool IsHeldByAnother(RunResult result) => result.Outcome is RunOutcome.Failed { ExitCode: TrainerExitCode.Locked };

    /// <summary>Somebody asked to stop before the next attempt, so that the run is open and not failed.</summary>
    private RunResult Leave(RunPaths run, PlannedRun planned, RunResult failed, Journal journal)
    {
        RunResult left = failed with { Outcome = new RunOutcome.Cancelled("Asked to stop before its next attempt.") };
        WholeFile.WriteJson(run.Result, left, RunJson.Default.RunResult);
        journal.RunEnded(left);
        progress.RunEnded(planned, left);
        return left;
    }

    private RunResult End(RunPaths run, PlannedRun planned, RunResult result, Journal journal)
    {
        if (result.Attempts is not null)
        {
            WholeFile.WriteJson(run.Result, result, RunJson.Default.RunResult);
        }

        journal.RunEnded(result);
        progress.RunEnded(planned, result);
        return result.Outcome is RunOutcome.Failed { Kind: FailureKind.DiskFull } ? throw DiskFullException.At(run.Folder) : result;
    }
}
