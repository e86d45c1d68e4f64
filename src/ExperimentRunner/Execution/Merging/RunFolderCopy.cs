using ExperimentRunner.Runs.Files;

namespace ExperimentRunner.Execution.Merging;

/// <summary>Copies a run's folder into another sweep.</summary>
internal static class RunFolderCopy
{
    /// <summary>All but what belongs to the sweep it was part of: its lock, and how far tracking servers were told, which know it under that sweep.</summary>
    public static void Copy(RunPaths from, RunPaths to)
    {
        foreach (string file in Directory.EnumerateFiles(from.Folder, "*", SearchOption.AllDirectories))
        {
            if (file != from.Lock && file != from.Tracking)
            {
                string target = Path.Combine(to.Folder, Path.GetRelativePath(from.Folder, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }
        }
    }
}
