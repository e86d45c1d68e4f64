using CsCheck;
using ExperimentRunner.Planning;

namespace ExperimentRunner.Tests.Planning;

public sealed class ShuffleTests
{
    /// <summary>The numbers that the reference implementation gives for this seed.</summary>
    [Fact]
    public void Random_numbers_are_those_of_the_published_generator()
    {
        var random = new SplitMix64(1234567);

        ulong[] numbers = [random.Next(), random.Next(), random.Next(), random.Next(), random.Next()];

        Assert.Equal([6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821], numbers);
    }

    [Fact]
    public void The_order_of_a_seed_never_changes() =>
        Assert.Equal("9 0 1 4 8 2 3 7 6 5", string.Join(' ', Shuffle.Of([.. Enumerable.Range(0, 10)], seed: 1)));

    [Fact]
    public void Nothing_is_lost_or_doubled() => Gen.Select(Gen.Int.Array[0, 50], Gen.ULong).Sample(
        (items, seed) => Shuffle.Of(items, seed).Order().SequenceEqual(items.Order()));

    [Fact]
    public void Every_item_comes_first_equally_often()
    {
        int[] first = new int[4];
        for (ulong seed = 0; seed < 4000; seed++)
        {
            first[Shuffle.Of([0, 1, 2, 3], seed)[0]]++;
        }

        Assert.All(first, count => Assert.InRange(count, 900, 1100));
    }
}
