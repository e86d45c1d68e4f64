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
            RemoveTemporaries(run.Folder);
            RemoveTemporaries(run.Checkpoints);
            RemoveTemporaries(run.Model.Folder);
        }

        RemoveOfRunner(sweep);
        RemoveTemporaries(sweep.Shortages);
        foreach (string discarded in Directory.EnumerateDirectories(sweep.Folder, $"*{RunFolderReset.Discarded}*"))
        {
            Directory.Delete(discarded, recursive: true);
        }
    }

    /// <summary>Removes what no trainer or worker can be writing: what is half-written beside the runs. Whoever calls it holds the lock of the sweep.</summary>
    public static void RemoveOfRunner(SweepPaths sweep)
    {
        RemoveTemporaries(sweep.Folder);
        RemoveTemporaries(sweep.Plots);
        RemoveTemporaries(sweep.Slurm.Folder);
    }

    /// <summary>A model is written as a folder.</summary>
    private static void RemoveTemporaries(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (string file in Directory.EnumerateFiles(folder, "*.tmp"))
        {
            File.Delete(file);
        }

        foreach (string unfinished in Directory.EnumerateDirectories(folder, "*.tmp"))
        {
            Directory.Delete(unfinished, recursive: true);
        }
    }
}
