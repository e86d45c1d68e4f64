using ExperimentRunner.Execution.Orphans;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Execution;

/// <summary>Makes a run's folder ready for its trainer: as an interrupted run left it if that can go on, else empty but for its spec.</summary>
internal static class RunFolderReset
{
    /// <summary>Part of the name of a folder that is being removed.</summary>
    public const string Discarded = ".discarded-";

    /// <exception cref="UserFaultException">A trainer that somebody else started still works in the folder.</exception>
    public static async Task PrepareAsync(RunPaths run, RunSpec spec, TimeProvider time, CancellationToken cancellationToken)
    {
        if (Directory.Exists(run.Folder))
        {
            await WaitForOrphanAsync(run, time, cancellationToken);
            if (Interruption.CanGoOn(run, spec))
            {
                ForgetRetries(run);
                File.Delete(run.Result);
                return;
            }

            // Renamed first: whoever still reads or writes there by name can't make the removal fail halfway.
            string discarded = $"{run.Folder}{Discarded}{Guid.NewGuid():N}";
            Directory.Move(run.Folder, discarded);
            Directory.Delete(discarded, recursive: true);
        }

        Directory.CreateDirectory(run.Folder);
        WholeFile.WriteJson(run.Spec, spec, RunJson.Default.RunSpec);
    }

    /// <exception cref="UserFaultException">It does not end.</exception>
    public static Task WaitForOrphanAsync(RunPaths run, TimeProvider time, CancellationToken cancellationToken) =>
        new Orphan(run, OrphanPatience.Default, time).EndAsync(cancellationToken);

    /// <summary>Somebody wants a failed run to be done again, so that it has all its retries anew; its batch stays, as its checkpoint is of no other.</summary>
    private static void ForgetRetries(RunPaths run)
    {
        if (WholeFile.ReadJson(run.Result, RunJson.Default.RunResult)?.Outcome is RunOutcome.Failed && WholeFile.ReadJson(run.Attempts, RunJson.Default.AttemptHistory) is { } history)
        {
            WholeFile.WriteJson(run.Attempts, history with { Failed = [] }, RunJson.Default.AttemptHistory);
        }
    }
}
