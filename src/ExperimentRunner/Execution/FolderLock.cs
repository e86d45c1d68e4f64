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
