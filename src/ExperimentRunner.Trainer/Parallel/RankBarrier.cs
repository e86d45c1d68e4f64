namespace ExperimentRunner.Trainer.Parallel;

/// <summary>Where the threads of all ranks meet. Once aborted, nobody waits for a rank that will not come.</summary>
internal sealed class RankBarrier(int ranks) : IDisposable
{
    private readonly Barrier barrier = new(ranks);
    private readonly CancellationTokenSource abort = new();
    private Exception? cause;

    /// <summary>A rank failed.</summary>
    public CancellationToken Aborted => abort.Token;

    /// <exception cref="OperationCanceledException">Another rank failed.</exception>
    public void Meet() => barrier.SignalAndWait(abort.Token);

    /// <summary>The first reason given for an abort; null if there is none.</summary>
    public Exception? Cause => cause;

    /// <param name="reason">Given by who can't throw it.</param>
    public void Abort(Exception? reason = null)
    {
        _ = Interlocked.CompareExchange(ref cause, reason, null);
        abort.Cancel();
    }

    public void Dispose()
    {
        barrier.Dispose();
        abort.Dispose();
    }
}
