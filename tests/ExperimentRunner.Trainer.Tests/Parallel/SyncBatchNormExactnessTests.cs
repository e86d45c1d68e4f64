using CsCheck;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Tests.Parallel;

/// <summary>In fp64 rounding hides nothing: a count, an epsilon or a weight that is wrong is seen.</summary>
public sealed class SyncBatchNormExactnessTests
{
    private const int Steps = 3;

    [Fact]
    public void In_double_precision_any_shares_of_a_batch_give_the_gradients_and_parameters_of_the_whole() =>
        Gen.Select(Gen.Int[2, 4], Gen.Int[3, 13], Gen.Int[0, 1000])
            .Sample(
                (ranks, images, seed) =>
                {
                    using var one = new NormalizedReplicas(1, ScalarType.Float64);
                    using var many = new NormalizedReplicas(ranks, ScalarType.Float64);
                    using Tensor x_NCHW = Images(images, seed, ScalarType.Float64);
                    using Tensor y_N = Labels(images);

                    for (int step = 0; step < Steps; step++)
                    {
                        double[] expected = one.Step(x_NCHW, y_N, rate: 0.02);
                        double[] actual = many.Step(x_NCHW, y_N, rate: 0.02);
                        Assert.InRange(Difference(expected, actual), 0, 1e-12);
                    }

                    Assert.InRange(Difference(one.Parameters(), many.Parameters()), 0, 1e-13);
                    Assert.InRange(Difference(one.RunningStatistics(0), many.RunningStatistics(0)), 0, 1e-13);
                },
                iter: 25,
                threads: 1);

    [Theory]
    [InlineData(2, 8)]
    [InlineData(3, 13)]
    [InlineData(4, 7)]
    [InlineData(4, 3)]
    public void In_single_precision_the_gradients_of_a_step_differ_by_rounding_alone(int ranks, int images)
    {
        using var one = new NormalizedReplicas(1, ScalarType.Float32);
        using var many = new NormalizedReplicas(ranks, ScalarType.Float32);
        using Tensor x_NCHW = Images(images, seed: 1, ScalarType.Float32);
        using Tensor y_N = Labels(images);

        Assert.InRange(Difference(one.Step(x_NCHW, y_N, rate: 0.02), many.Step(x_NCHW, y_N, rate: 0.02)), 0, 1e-5);
    }

    private static Tensor Images(int images, int seed, ScalarType type)
    {
        random.manual_seed(seed);
        return randn(images, 3, 16, 16).to(type).DetachFromDisposeScope();
    }

    private static Tensor Labels(int images) => arange(images).remainder(3);

    /// <summary>Norm of the difference, relative to the norm of what is expected.</summary>
    private static double Difference(double[] expected, double[] actual) =>
        Math.Sqrt(expected.Zip(actual, (a, b) => Math.Pow(a - b, 2)).Sum() / expected.Sum(value => value * value));
}
