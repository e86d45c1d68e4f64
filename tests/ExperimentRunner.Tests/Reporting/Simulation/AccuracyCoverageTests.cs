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

    private static double Coverage(double accuracy, int images) => Enumerable.Range(0, images + 1)
        .Where(right => WilsonInterval.Of((double)right / images, images).Contains(accuracy))
        .Sum(right => Binomial.PMF(accuracy, images, right));
}
