using ExperimentRunner.Execution.Attempts;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Execution;

/// <summary>Where a planned run stands, read from its folder.</summary>
internal static class RunState
{
    /// <summary>The result of a run that needs no more work; null if it never started, was interrupted or cancelled, found the disk full or its folder held, or left a result that can't be read.</summary>
    /// <param name="retryFailed">A failed run needs more work, too.</param>
    public static RunResult? Settled(RunPaths run, bool retryFailed)
    {
        RunResult? result = Written(run);
        return result?.Outcome switch
        {
            RunOutcome.Finished or RunOutcome.NotNeeded => result,
            RunOutcome.Failed { Kind: FailureKind.DiskFull } or RunOutcome.Failed { ExitCode: TrainerExitCode.Locked } => null,
            RunOutcome.Failed when !retryFailed && !IsToBeTriedAgain(run, result) => result,
            _ => null,
        };
    }

    /// <summary>The runner was killed, or asked to stop, between an attempt that failed and the next.</summary>
    private static bool IsToBeTriedAgain(RunPaths run, RunResult result)
    {
        try
        {
            return WholeFile.ReadJson(run.Spec, RunJson.Default.RunSpec) is { } asked
                && (WholeFile.ReadJson(run.Attempts, RunJson.Default.AttemptHistory) ?? AttemptHistory.Begin(asked, retries: 0)) is var history
                && NextAttempt.Due(history, result, asked) is not null;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>Null if it left no result, or one that can't be read.</summary>
    public static RunResult? Written(RunPaths run)
    {
        try
        {
            return WholeFile.ReadJson(run.Result, RunJson.Default.RunResult);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
