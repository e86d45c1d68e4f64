using ExperimentRunner.Trainer.Devices;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Data;

/// <summary>Always the same images, made once: times compute without a loader.</summary>
internal sealed class FixedBatches : IBatchSource
{
    private readonly BatchBuffer buffer;
    private readonly Batch full;
    private EpochPlan? plan;
    private int rank;
    private int given;
    private Batch? current;

    /// <param name="capacity">Images of the largest micro-batch.</param>
    public FixedBatches(ImageSet images, int capacity, Device device)
    {
        buffer = new BatchBuffer(capacity, images.Size, device);
        full = buffer.ToDevice(buffer.Fill(images, [.. Enumerable.Range(0, capacity).Select(i => i % images.Count)]));
    }

    public void Begin(EpochPlan plan, int rank) => (this.plan, this.rank, given) = (plan, rank, 0);

    public Batch Next(PhaseClock clock, CancellationToken cancellationToken)
    {
        if (plan is null || given == plan.MicroBatches)
        {
            throw new InvalidOperationException("The epoch has no more micro-batches.");
        }

        current?.Dispose();
        current = full.First(plan.Slice(rank, given++).Count);
        clock.End(StepPhase.DataWait);
        return current;
    }

    public void Dispose()
    {
        current?.Dispose();
        full.Dispose();
        buffer.Dispose();
    }
}
