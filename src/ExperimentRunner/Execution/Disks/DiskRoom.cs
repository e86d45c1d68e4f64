namespace ExperimentRunner.Execution.Disks;

/// <summary>Room on the disk of a folder.</summary>
internal static class DiskRoom
{
    /// <summary>Less than this, and whatever failed for no other reason did so for lack of room.</summary>
    private const long AlmostNothing = 64 << 10;

    /// <summary>Bytes that this user may still write.</summary>
    public static long Free(string folder) => new DriveInfo(folder).AvailableFreeSpace;

    public static bool IsFull(string folder) => Free(folder) < AlmostNothing;

    /// <exception cref="DiskFullException">There is less.</exception>
    public static void Require(string runFolder, long bytes)
    {
        if (Free(runFolder) < bytes)
        {
            throw DiskFullException.Before(runFolder, bytes);
        }
    }
}
