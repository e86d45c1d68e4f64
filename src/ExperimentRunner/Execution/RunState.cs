using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Execution;

/// <summary>Where a planned run stands, read from its folder.</summary>
internal static class RunState
{
    /// <summary>The result of a run that needs no more work; null if it never started, was interrupted or cancelled, or left a result that can't be read.</summary>
    /// <param name="retryFailed">A failed run needs more work, too.</param>
    public static RunResult? Settled(RunPaths run, bool retryFailed)
    {
        RunResult? result = Written(run);
        return result?.Outcome switch
        {
            RunOutcome.Finished or RunOutcome.NotNeeded => result,
            RunOutcome.Failed when !retryFailed => result,
            _ => null,
        };
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
