using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Execution;

/// <summary>What of a run's work is of no use once it has ended. A trainer that is killed behind its result leaves it, too.</summary>
internal static class RunRemains
{
    public static void Remove(RunPaths run, RunResult result)
    {
        File.Delete(run.Placement);
        if (!FolderLock.IsHeld(run.Lock))
        {
            TrainerLock.ForgetHolder(run);
        }

        if (result.Outcome is RunOutcome.Finished && Directory.Exists(run.Checkpoints))
        {
            Directory.Delete(run.Checkpoints, recursive: true);
        }
    }
}
