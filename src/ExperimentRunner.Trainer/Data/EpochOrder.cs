namespace ExperimentRunner.Trainer.Data;

/// <summary>The order in which an epoch goes through its images: each exactly once, decided by seed and epoch alone.</summary>
internal static class EpochOrder
{
    private const int WholeEpoch = -1;

    /// <returns>A permutation of 0 to <paramref name="count"/> - 1.</returns>
    public static int[] Of(int count, int seed, int epoch)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        var random = new SeededRandom(seed, epoch, WholeEpoch);
        for (int end = count; end > 1; end--)
        {
            int chosen = random.Next(end);
            (order[end - 1], order[chosen]) = (order[chosen], order[end - 1]);
        }

        return order;
    }
}
