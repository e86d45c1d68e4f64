namespace ExperimentRunner.Runs.Files;

/// <summary>Tells a disk that is full from other faults of files.</summary>
public static class FullDisk
{
    // ENOSPC and EDQUOT of Linux, EDQUOT of macOS, and Windows' ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL.
    private static readonly int[] Codes = [28, 122, 69, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    public static bool IsMeantBy(Exception exception) => exception is IOException && Codes.Contains(exception.HResult);
}
