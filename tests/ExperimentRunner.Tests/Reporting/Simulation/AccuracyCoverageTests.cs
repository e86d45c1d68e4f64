using ExperimentRunner.Statistics;
using MathNet.Numerics.Distributions;

namespace ExperimentRunner.Tests.Reporting.Simulation;

public sealed class AccuracyCoverageTests
{
    [Theory]
    [InlineData(160)]
    [InlineData(1000)]
    public void Wilsons_interval_holds_the_true_accuracy_at_its_rate(int images)
    {
        // Exact: the chance of every count of right answers, averaged over true accuracies, since one count alone jumps.
        double coverage = Enumerable.Range(0, 50).Average(step => Coverage(0.5 + (0.49 * step / 50), images));

        Assert.InRange(coverage, 0.94, 0.96);
    }

    [Fact]
    public void The_floor_of_a_difference_is_passed_by_chance_in_one_of_twenty()
    {
        var random = new Random(7);
        const int Trials = 4000;
        const int Images = 160;

        int passed = Enumerable.Range(0, Trials).Count(_ =>
        {
            double one = Binomial.Sample(random, 0.85, Images) / (double)Images;
            double other = Binomial.Sample(random, 0.85, Images) / (double)Images;
            return Math.Abs(one - other) > WilsonInterval.FloorOfDifference(one, other, Images);
        });

        Assert.InRange((double)passed / Trials, 0.03, 0.07);
    }

    /// <summary>Accuracies are whole images, so that a few repeats are often equal; what they are of varies all the same.</summary>
    [Theory]
    [InlineData(2, 0.5)]
    [InlineData(2, 2)]
    [InlineData(2, 6)]
    [InlineData(3, 1)]
    [InlineData(5, 2)]
    public void A_difference_of_accuracy_that_is_not_there_is_found_in_one_of_twenty_sweeps_at_most(int repeats, double spreadInImages)
    {
        var random = new Random(11);
        const int Sweeps = 4000;
        const int Images = 160;
        double Accuracy() => Math.Round(144.3 + Normal.Sample(random, 0, spreadInImages)) / Images;

        int paired = Enumerable.Range(0, Sweeps).Count(_ => IsFound(Estimate.Mean([.. Enumerable.Range(0, repeats).Select(_ => Accuracy() - Accuracy())], WholeImages.DeviationOfDifference(Images))!.Interval!));
        int apart = Enumerable.Range(0, Sweeps).Count(_ => IsFound(Welch.Difference([.. Enumerable.Range(0, repeats).Select(_ => Accuracy())], [.. Enumerable.Range(0, repeats).Select(_ => Accuracy())], WholeImages.DeviationOfShare(Images))!.Interval));

        Assert.InRange((double)paired / Sweeps, 0, 0.06);
        Assert.InRange((double)apart / Sweeps, 0, 0.06);
    }

    private static bool IsFound(Interval difference) => !difference.Contains(0);

    private static double Coverage(double accuracy, int images) => Enumerable.Range(0, images + 1)
        .Where(right => WilsonInterval.Of((double)right / images, images).Contains(accuracy))
        .Sum(right => Binomial.PMF(accuracy, images, right));
}
