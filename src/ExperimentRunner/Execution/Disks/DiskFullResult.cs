using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Execution.Disks;

/// <summary>Tells whoever waits for a run elsewhere that there was no room for it.</summary>
internal static class DiskFullResult
{
    /// <summary>What the run left, or a result that is put there.</summary>
    /// <exception cref="IOException">There is no room for that either.</exception>
    public static RunResult Of(RunPaths run, DiskFullException exception, TimeProvider time)
    {
        if (RunState.Written(run) is { Outcome: RunOutcome.Failed { Kind: FailureKind.DiskFull } } left)
        {
            return left;
        }

        DateTimeOffset now = time.GetUtcNow();
        var result = new RunResult
        {
            RunId = Path.GetFileName(run.Folder),
            Outcome = new RunOutcome.Failed(FailureKind.DiskFull, TrainerExitCode.DiskFull, exception.Message, []),
            Started = now,
            Ended = now,
        };
        WholeFile.WriteJson(run.Result, result, RunJson.Default.RunResult);
        return result;
    }
}
