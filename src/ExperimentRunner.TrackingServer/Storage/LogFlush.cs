using Microsoft.Win32.SafeHandles;

namespace ExperimentRunner.TrackingServer.Storage;

/// <summary>
/// Brings the write-ahead log to the disk a second after a commit at the latest. A commit itself waits only until the system has
/// it, where no kill or crash of the process can take it away; so a power cut can cost the last second, and nothing else does.
/// </summary>
internal sealed class LogFlush : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly string log;
    private readonly CancellationTokenSource stop = new();
    private readonly Task flushing;
    private volatile bool isDirty;

    public LogFlush(string databasePath, TimeProvider timeProvider)
    {
        log = $"{databasePath}-wal";
        flushing = FlushAsync(timeProvider, stop.Token);
    }

    /// <summary>To be called after each commit.</summary>
    public void Note() => isDirty = true;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await flushing.ConfigureAwait(false);
        stop.Dispose();
    }

    private async Task FlushAsync(TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, timeProvider);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
            {
                if (isDirty)
                {
                    isDirty = false;
                    isDirty = !TryFlush();
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The connection that closes the database brings all of it to the disk.
        }
    }

    /// <summary>False where it has to be tried again: the disk is full, or the log is in another hand for a moment.</summary>
    private bool TryFlush()
    {
        try
        {
            using SafeFileHandle file = File.OpenHandle(log, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            RandomAccess.FlushToDisk(file);
            return true;
        }
        catch (FileNotFoundException)
        {
            // No log: all of it is in the database, where SQLite has flushed it.
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
