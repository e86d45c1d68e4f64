using ExperimentRunner.Execution.Attempts;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Execution;

/// <summary>Whether a run that is to be done again has a checkpoint to go on from. Whether that checkpoint is whole is for the trainer to find out.</summary>
internal static class Interruption
{
    /// <summary>
    /// There is a checkpoint of exactly this run, and the run ended in a way that its training did not cause, such as a crash. One that
    /// diverged, or had too little memory, begins anew.
    /// </summary>
    public static bool CanGoOn(RunPaths run, RunSpec spec)
    {
        if (!Directory.Exists(run.Checkpoints) || !Directory.EnumerateFiles(run.Checkpoints).Any())
        {
            return false;
        }

        try
        {
            RunSpec? trained = WholeFile.ReadJson(run.Spec, RunJson.Default.RunSpec);
            RunOutcome? outcome = WholeFile.ReadJson(run.Result, RunJson.Default.RunResult)?.Outcome;
            return trained is not null && RunId.Of(trained) == RunId.Of(spec)
                && (outcome is null or RunOutcome.Cancelled || (outcome is RunOutcome.Failed failed && FailurePolicy.Of(failed.Kind).KeepsCheckpoint));
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
