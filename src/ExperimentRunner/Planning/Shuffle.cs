namespace ExperimentRunner.Planning;

/// <summary>Puts items in an order that depends on the seed alone (Fisher-Yates, Durstenfeld 1964).</summary>
internal static class Shuffle
{
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> items, ulong seed)
    {
        T[] shuffled = [.. items];
        var random = new SplitMix64(seed);
        for (int last = shuffled.Length - 1; last > 0; last--)
        {
            int other = random.Below(last + 1);
            (shuffled[last], shuffled[other]) = (shuffled[other], shuffled[last]);
        }

        return shuffled;
    }
}
