using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Execution.Attempts;

/// <summary>What is to be remembered of a run that is begun again, whatever of its folder is thrown away.</summary>
internal static class EarlierAttempts
{
    /// <summary>Null if nothing was tried, or if what is written of it can't be read.</summary>
    public static AttemptHistory? Of(RunPaths run, RunSpec asked)
    {
        AttemptHistory? left = Read(run);
        if (RunState.Written(run) is not { Outcome: RunOutcome.Failed { Kind: var kind, ExitCode: not TrainerExitCode.Locked } } failed || FailurePolicy.Of(kind).Answer == FailureAnswer.StopSweep)
        {
            return left;
        }

        // The runner was killed between an attempt that failed and the next, or somebody wants a run anew that had none left: with all its retries, and the batch that its checkpoint is of.
        AttemptHistory history = left ?? AttemptHistory.Begin(asked, retries: 0);
        return NextAttempt.Due(history, failed, asked) ?? left?.WithoutFailures();
    }

    private static AttemptHistory? Read(RunPaths run)
    {
        try
        {
            return WholeFile.ReadJson(run.Attempts, RunJson.Default.AttemptHistory);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
