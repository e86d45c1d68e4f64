using ExperimentRunner.Runs.Files;

namespace ExperimentRunner.Execution;

/// <summary>A file that one process holds; the kernel lets go of it when the process ends, however it ends.</summary>
internal static class FolderLock
{
    /// <summary>Null if another process holds it.</summary>
    public static FileStream? TryTake(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    /// <summary>The lock of a sweep's folder.</summary>
    /// <exception cref="UserFaultException">Another runner works there.</exception>
    public static FileStream Take(SweepPaths sweep) => TryTake(sweep.Lock)
        ?? throw new UserFaultException($"Another runner works on {sweep.Folder}. Wait for it, or start a sweep of its own without --resume.");

    public static bool IsHeld(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        using FileStream? taken = TryTake(path);
        return taken is null;
    }
}
