using ExperimentRunner.Execution.Attempts;
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
            AttemptHistory? attempts = EarlierAttempts.Of(run, spec);
            if (Interruption.CanGoOn(run, spec))
            {
                Keep(run, attempts);
                File.Delete(run.Result);
                return;
            }

            // Renamed first: whoever still reads or writes there by name can't make the removal fail halfway.
            string discarded = $"{run.Folder}{Discarded}{Guid.NewGuid():N}";
            Directory.Move(run.Folder, discarded);
            Begin(run, spec, attempts);
            Directory.Delete(discarded, recursive: true);
            return;
        }

        Begin(run, spec, attempts: null);
    }

    /// <exception cref="UserFaultException">It does not end.</exception>
    public static Task WaitForOrphanAsync(RunPaths run, TimeProvider time, CancellationToken cancellationToken) =>
        new Orphan(run, OrphanPatience.Default, time).EndAsync(cancellationToken);

    private static void Begin(RunPaths run, RunSpec spec, AttemptHistory? attempts)
    {
        Directory.CreateDirectory(run.Folder);
        Keep(run, attempts);
        WholeFile.WriteJson(run.Spec, spec, RunJson.Default.RunSpec);
    }

    private static void Keep(RunPaths run, AttemptHistory? attempts)
    {
        if (attempts is not null)
        {
            WholeFile.WriteJson(run.Attempts, attempts, RunJson.Default.AttemptHistory);
        }
    }
}
