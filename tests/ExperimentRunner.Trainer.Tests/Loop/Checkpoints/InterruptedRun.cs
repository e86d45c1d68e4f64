using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Trainer.Tests.Loop.Checkpoints;

/// <summary>A run whose trainer was ended before its time. One that had finished by then is begun again in another folder.</summary>
internal static class InterruptedRun
{
    public const int MostTries = 5;

    /// <param name="begin">A new folder.</param>
    /// <param name="isTime">The trainer is to be ended now.</param>
    /// <param name="end">Ends it.</param>
    /// <param name="exitCode">What it then ends with.</param>
    public static RunFolder Of(Func<RunFolder> begin, Func<RunFolder, bool> isTime, Action<TrainerChild> end, int exitCode)
    {
        for (int tries = 1; ; tries++)
        {
            RunFolder folder = begin();
            using var child = new TrainerChild(folder.Paths);
            child.WaitUntil(() => isTime(folder));
            end(child);
            int ended = child.ExitCode();
            if (!HasFinished(folder) || tries == MostTries)
            {
                Assert.True(ended == exitCode && !HasFinished(folder), $"exit code {ended}: {child.Errors}");
                return folder;
            }

            folder.Dispose();
        }
    }

    /// <summary>Its result says so, however its trainer ended.</summary>
    public static bool HasFinished(RunFolder folder) => File.Exists(folder.Paths.Result) && folder.Result.Outcome is RunOutcome.Finished;
}
