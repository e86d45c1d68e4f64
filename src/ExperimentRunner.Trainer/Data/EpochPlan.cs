namespace ExperimentRunner.Trainer.Data;

/// <summary>
/// Which images each rank sees in which micro-batch of an epoch. Nothing in it depends on the steps before, so an epoch can begin at any
/// step with the images that it would have come to.
/// </summary>
internal sealed class EpochPlan
{
    private readonly StepCount steps;
    private readonly int accumulate;
    private readonly int ranks;
    private readonly int firstStep;
    private readonly int[] order;

    /// <param name="ranks">Devices of the whole run, those of other processes included.</param>
    /// <param name="epoch">From 1.</param>
    /// <param name="firstStep">Step of the epoch to begin with, from 0.</param>
    public EpochPlan(StepCount steps, int accumulate, int ranks, int seed, int epoch, int firstStep = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstStep);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(firstStep, steps.StepsPerEpoch);
        this.steps = steps;
        this.accumulate = accumulate;
        this.ranks = ranks;
        this.firstStep = firstStep;
        Seed = seed;
        Epoch = epoch;
        order = EpochOrder.Of(steps.Images, seed, epoch);
    }

    public int Seed { get; }

    public int Epoch { get; }

    /// <summary>Micro-batches that each rank has in this epoch, from <c>firstStep</c> on.</summary>
    public int MicroBatches => (steps.StepsPerEpoch - firstStep) * accumulate;

    /// <summary>The positions of one micro-batch of one rank; may be empty at an epoch's end.</summary>
    /// <param name="microBatch">0 to <see cref="MicroBatches"/> - 1.</param>
    public EpochSlice Slice(int rank, int microBatch)
    {
        (int step, int part) = Math.DivRem(microBatch, accumulate);
        step += firstStep;
        int images = steps.ImagesOf(step);
        (int offset, int count) = StepSlices.Of(images, ranks, accumulate, rank, part).GetOffsetAndLength(images);
        return new EpochSlice((step * steps.GlobalBatch) + offset, count);
    }

    /// <summary>Indices into the image set of the positions of a slice.</summary>
    public ReadOnlySpan<int> Images(EpochSlice slice) => order.AsSpan(slice.Start, slice.Count);

    /// <summary>All chance for the image at <paramref name="position"/> of the order.</summary>
    public SeededRandom RandomAt(int position) => new(Seed, Epoch, position);
}
