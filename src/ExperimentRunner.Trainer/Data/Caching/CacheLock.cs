namespace ExperimentRunner.Trainer.Data.Caching;

/// <summary>Held by the one who writes a file. The system lets go of it when the process ends, however it ends.</summary>
internal static class CacheLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>EWOULDBLOCK of Linux and of macOS, and Windows' ERROR_SHARING_VIOLATION.</summary>
    private static readonly int[] HeldByAnother = [11, 35, unchecked((int)0x80070020)];

    /// <summary>Waits until nobody else has it.</summary>
    /// <param name="whenHeld">Called once if there is somebody to wait for.</param>
    /// <param name="beat">Called while it waits.</param>
    /// <exception cref="IOException">The file can't be made; likewise <see cref="UnauthorizedAccessException"/>.</exception>
    public static FileStream Take(string path, Action whenHeld, Action beat, CancellationToken cancellationToken)
    {
        for (bool isTold = false; ; isTold = true)
        {
            if (Try(path) is { } held)
            {
                return held;
            }

            if (!isTold)
            {
                whenHeld();
            }

            beat();
            cancellationToken.WaitHandle.WaitOne(Pause);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static FileStream? Try(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (HeldByAnother.Contains(exception.HResult))
        {
            return null;
        }
    }
}
