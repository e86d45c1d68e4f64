using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Execution;

/// <summary>Makes a run's folder ready for its trainer: as an interrupted run left it if that can go on, else empty but for its spec.</summary>
internal static class RunFolderReset
{
    /// <summary>A trainer notices within a second that its runner is gone, ends its step and leaves.</summary>
    private static readonly TimeSpan OrphanPatience = TimeSpan.FromSeconds(60);

    /// <exception cref="UserFaultException">A trainer that somebody else started still works in the folder.</exception>
    public static async Task PrepareAsync(RunPaths run, RunSpec spec, TimeProvider time, CancellationToken cancellationToken)
    {
        if (Directory.Exists(run.Folder))
        {
            await WaitForOrphanAsync(run, time, cancellationToken);
            if (Interruption.CanGoOn(run, spec))
            {
                File.Delete(run.Result);
                return;
            }

            // Renamed first: whoever still reads or writes there by name can't make the removal fail halfway.
            string discarded = $"{run.Folder}.discarded-{Guid.NewGuid():N}";
            Directory.Move(run.Folder, discarded);
            Directory.Delete(discarded, recursive: true);
        }

        Directory.CreateDirectory(run.Folder);
        WholeFile.WriteJson(run.Spec, spec, RunJson.Default.RunSpec);
    }

    private static async Task WaitForOrphanAsync(RunPaths run, TimeProvider time, CancellationToken cancellationToken)
    {
        long begin = time.GetTimestamp();
        while (FolderLock.IsHeld(run.Lock))
        {
            if (time.GetElapsedTime(begin) > OrphanPatience)
            {
                throw new UserFaultException($"A trainer from an earlier sweep still works in {run.Folder}. End that process, then resume.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), time, cancellationToken);
        }
    }
}
