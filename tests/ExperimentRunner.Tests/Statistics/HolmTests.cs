using ExperimentRunner.Statistics;

namespace ExperimentRunner.Tests.Statistics;

public sealed class HolmTests
{
    /// <summary>By hand: 0.01 against 0.05 / 4, 0.013 against 0.05 / 3, 0.03 against 0.05 / 2 ends it.</summary>
    [Fact]
    public void The_bound_grows_with_each_difference_that_is_real() => Assert.Equal(0.013, Holm.LargestReal([0.03, 0.01, 0.04, 0.013]));

    [Fact]
    public void One_that_is_real_by_itself_is_not_among_many() => Assert.Equal((0.04, -1.0), (Holm.LargestReal([0.04]), Holm.LargestReal([0.04, 0.5])));

    [Fact]
    public void Nothing_compared_is_nothing_real() => Assert.Equal(-1, Holm.LargestReal([]));

    [Fact]
    public void Where_nothing_differs_one_in_twenty_families_has_a_wrongone()
    {
        var random = new Random(5);

        double wrong = Enumerable.Range(0, 4000).Count(_ => Holm.LargestReal([.. Enumerable.Range(0, 20).Select(_ => random.NextDouble())]) >= 0) / 4000.0;

        Assert.InRange(wrong, 0.035, 0.065);
    }
}
