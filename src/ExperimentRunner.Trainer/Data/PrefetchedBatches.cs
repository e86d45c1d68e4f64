using System.Collections.Concurrent;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Data;

/// <summary>Prepares micro-batches on a thread of its own, a few ahead of the one that is asked for.</summary>
internal sealed class PrefetchedBatches : IBatchSource
{
    private const int Ahead = 2;

    private readonly ImageSet images;
    private readonly BatchBuffer[] buffers;
    private CancellationTokenSource stop = new();
    private BlockingCollection<Batch> ready = [];
    private Task filling = Task.CompletedTask;
    private Batch? current;

    /// <param name="capacity">Images of the largest micro-batch.</param>
    public PrefetchedBatches(ImageSet images, int capacity, Device device)
    {
        this.images = images;

        // One is in the consumer's hands and one is being filled.
        buffers = [.. Enumerable.Range(0, Ahead + 2).Select(_ => new BatchBuffer(capacity, images.Size, device))];
    }

    public void Begin(IReadOnlyList<ReadOnlyMemory<int>> microBatches, Random? mirror)
    {
        EndEpoch();
        stop = new CancellationTokenSource();
        ready = new BlockingCollection<Batch>(Ahead);
        filling = Task.Factory.StartNew(
            () => FillAll(microBatches, mirror), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public Batch Next(CancellationToken cancellationToken)
    {
        current?.Dispose();
        current = null;
        if (!ready.TryTake(out Batch? host, Timeout.Infinite, cancellationToken))
        {
            filling.GetAwaiter().GetResult();
            throw new InvalidOperationException("The epoch has no more micro-batches.");
        }

        current = buffers[0].ToDevice(host);
        return current;
    }

    public void Dispose()
    {
        EndEpoch();
        foreach (BatchBuffer buffer in buffers)
        {
            buffer.Dispose();
        }
    }

    private void FillAll(IReadOnlyList<ReadOnlyMemory<int>> microBatches, Random? mirror)
    {
        try
        {
            for (int i = 0; i < microBatches.Count && !stop.IsCancellationRequested; i++)
            {
                Batch batch = buffers[i % buffers.Length].Fill(images, microBatches[i].Span, mirror);
                if (!TryHandOver(batch))
                {
                    batch.Dispose();
                }
            }
        }
        finally
        {
            ready.CompleteAdding();
        }
    }

    private bool TryHandOver(Batch batch)
    {
        try
        {
            ready.Add(batch, stop.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private void EndEpoch()
    {
        stop.Cancel();

        // What went wrong in the loader, if anything, is told by Next; here nobody needs its images any more.
        Task.WhenAny(filling).GetAwaiter().GetResult();
        current?.Dispose();
        current = null;
        foreach (Batch batch in ready)
        {
            batch.Dispose();
        }

        ready.Dispose();
        stop.Dispose();
    }
}
