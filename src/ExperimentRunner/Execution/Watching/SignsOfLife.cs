using ExperimentRunner.Runs.Files;

namespace ExperimentRunner.Execution.Watching;

/// <summary>
/// Notices that a trainer is silent for too long. It shows that it works by writing an event or by touching <c>events.jsonl</c>; times are taken
/// by the clock of this process, since that of a file server may be another.
/// </summary>
/// <param name="run">Whose trainer.</param>
/// <param name="limit">Longest silence; null is no limit.</param>
/// <param name="onSilence">Called once.</param>
internal sealed class SignsOfLife(RunPaths run, TimeSpan? limit, Action onSilence, TimeProvider time)
{
    private (long Length, DateTime Written) seen;
    private long since = time.GetTimestamp();
    private bool isTold;

    /// <summary>It was silent for too long.</summary>
    public bool HasCeased => Volatile.Read(ref isTold);

    public void Poll()
    {
        if (limit is null || isTold)
        {
            return;
        }

        var file = new FileInfo(run.Events);
        (long, DateTime) now = file.Exists ? (file.Length, file.LastWriteTimeUtc) : (0, default);
        if (now != seen)
        {
            (seen, since) = (now, time.GetTimestamp());
        }
        else if (time.GetElapsedTime(since) > limit)
        {
            Volatile.Write(ref isTold, true);
            onSilence();
        }
    }
}
