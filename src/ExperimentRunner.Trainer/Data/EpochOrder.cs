namespace ExperimentRunner.Trainer.Data;

/// <summary>The order in which an epoch goes through its images: each exactly once, decided by seed and epoch alone.</summary>
internal static class EpochOrder
{
    /// <returns>A permutation of 0 to <paramref name="count"/> - 1.</returns>
    public static int[] Of(int count, int seed, int epoch)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        RandomOf(seed, epoch).Shuffle(order);
        return order;
    }

    /// <summary>The source of all chance within an epoch, for the given purpose (order, augmentation of one rank, ...).</summary>
    public static Random RandomOf(int seed, int epoch, int purpose = 0) => new(unchecked((((seed * 31) + epoch) * 1_000_003) + purpose));
}
