using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Usage;

namespace ExperimentRunner.Execution.Attempts;

/// <summary>A result that a trainer wrote while its runner was killed, without what the runner adds: where it worked, what was tried before, what the machine did.</summary>
internal static class OrphanedResult
{
    /// <summary>Adds what is missing, in the folder, too.</summary>
    /// <exception cref="InvalidDataException">A file of the folder is not what it should be.</exception>
    public static RunResult Complete(RunPaths run, RunSpec asked, RunResult result)
    {
        RunResult complete = result with
        {
            Placement = result.Placement ?? WholeFile.ReadJson(run.Placement, RunJson.Default.RunPlacement),
            Usage = result.Usage ?? SystemSummary.Read(run),
        };
        if (result.Attempts is null && WholeFile.ReadJson(run.Attempts, RunJson.Default.AttemptHistory) is { } history)
        {
            complete = AttemptsText.Told(complete, history, remark: "", asked);
        }

        WholeFile.WriteJson(run.Result, complete, RunJson.Default.RunResult);
        RunRemains.Remove(run, complete);
        return complete;
    }
}
