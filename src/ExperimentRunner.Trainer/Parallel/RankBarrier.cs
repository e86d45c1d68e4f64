namespace ExperimentRunner.Trainer.Parallel;

/// <summary>Where the threads of all ranks meet. Once aborted, nobody waits for a rank that will not come.</summary>
internal sealed class RankBarrier(int ranks) : IDisposable
{
    private readonly Barrier barrier = new(ranks);
    private readonly CancellationTokenSource abort = new();

    /// <summary>A rank failed.</summary>
    public CancellationToken Aborted => abort.Token;

    /// <exception cref="OperationCanceledException">Another rank failed.</exception>
    public void Meet() => barrier.SignalAndWait(abort.Token);

    public void Abort() => abort.Cancel();

    public void Dispose()
    {
        barrier.Dispose();
        abort.Dispose();
    }
}
