using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Execution;

/// <summary>A repeat that earlier ones made needless.</summary>
internal static class SparedRun
{
    /// <summary>Leaves the result that says so.</summary>
    public static RunResult Write(RunPaths run, PlannedRun planned, string reason, TimeProvider time)
    {
        DateTimeOffset now = time.GetUtcNow();
        var result = new RunResult { RunId = planned.RunId, Outcome = new RunOutcome.NotNeeded(reason), Started = now, Ended = now };
        Directory.CreateDirectory(run.Folder);
        WholeFile.WriteJson(run.Result, result, RunJson.Default.RunResult);
        return result;
    }
}
