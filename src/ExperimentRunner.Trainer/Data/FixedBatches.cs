using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Data;

/// <summary>Always the same images, made once: times compute without a loader.</summary>
internal sealed class FixedBatches : IBatchSource
{
    private readonly BatchBuffer buffer;
    private readonly Batch full;
    private IEnumerator<int> sizes = Enumerable.Empty<int>().GetEnumerator();
    private Batch? current;

    /// <param name="capacity">Images of the largest micro-batch.</param>
    public FixedBatches(ImageSet images, int capacity, Device device)
    {
        buffer = new BatchBuffer(capacity, images.Size, device);
        full = buffer.ToDevice(buffer.Fill(images, [.. Enumerable.Range(0, capacity).Select(i => i % images.Count)], mirror: null));
    }

    public void Begin(IReadOnlyList<ReadOnlyMemory<int>> microBatches, Random? mirror) =>
        sizes = microBatches.Select(batch => batch.Length).ToList().GetEnumerator();

    public Batch Next(CancellationToken cancellationToken)
    {
        sizes.MoveNext();
        current?.Dispose();
        current = full.First(sizes.Current);
        return current;
    }

    public void Dispose()
    {
        current?.Dispose();
        full.Dispose();
        buffer.Dispose();
    }
}
