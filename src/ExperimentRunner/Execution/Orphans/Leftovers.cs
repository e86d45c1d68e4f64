using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Execution.Orphans;

/// <summary>What a runner that was killed left of its work: trainers that go on, files that were not renamed yet, folders that were not removed yet.</summary>
internal static class Leftovers
{
    /// <summary>Ends trainers that still hold run folders of a sweep and removes what is half-written. Whoever calls it holds the lock of the sweep, and works for it alone.</summary>
    /// <exception cref="UserFaultException">A trainer does not end.</exception>
    public static async Task RemoveAsync(SweepPaths sweep, SweepPlan plan, TimeProvider time, CancellationToken cancellationToken)
    {
        foreach (PlannedRun planned in plan.AllRuns)
        {
            RunPaths run = sweep.Run(planned.RunId);
            await new Orphan(run, OrphanPatience.Default, time).EndAsync(cancellationToken);
            RemoveTemporaryFiles(run.Folder);
            RemoveTemporaryFiles(run.Checkpoints);
            RemoveTemporaryFiles(run.Model.Folder);
        }

        RemoveTemporaryFiles(sweep.Folder);
        RemoveTemporaryFiles(sweep.Plots);
        RemoveTemporaryFiles(sweep.Shortages);
        foreach (string discarded in Directory.EnumerateDirectories(sweep.Folder, $"*{RunFolderReset.Discarded}*"))
        {
            Directory.Delete(discarded, recursive: true);
        }
    }

    private static void RemoveTemporaryFiles(string folder)
    {
        if (Directory.Exists(folder))
        {
            foreach (string file in Directory.EnumerateFiles(folder, "*.tmp"))
            {
                File.Delete(file);
            }
        }
    }
}
