using ExperimentRunner.Trainer.Optimization;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Tests.Optimization;

public sealed class MixupTests
{
    [Theory]
    [InlineData(0.001)]
    [InlineData(0.2)]
    [InlineData(1)]
    [InlineData(10)]
    public void Shares_have_the_mean_and_variance_of_the_beta_distribution(double alpha)
    {
        const int Draws = 20_000;
        var random = new Random(5);

        double[] shares = [.. Enumerable.Range(0, Draws).Select(_ => BetaDistribution.Draw(random, alpha))];

        double mean = shares.Average();
        double variance = shares.Average(share => (share - mean) * (share - mean));
        Assert.All(shares, share => Assert.InRange(share, 0, 1));
        Assert.Equal(0.5, mean, 0.02);
        Assert.Equal(1 / (4 * ((2 * alpha) + 1)), variance, 0.005);
    }

    [Fact]
    public void A_share_depends_on_seed_and_step_alone()
    {
        double[] shares = Shares(seed: 1);

        Assert.Equal(shares, Shares(seed: 1));
        Assert.Equal(shares.Length, shares.Distinct().Count());
        Assert.Empty(shares.Intersect(Shares(seed: 2)));
    }

    [Fact]
    public void Alpha_0_mixes_nothing()
    {
        Assert.Equal(1, new Mixup(alpha: 0, seed: 1).ShareAt(step: 3));

        using Tensor x_NCHW = rand(2, 3, 4, 4);
        Assert.Same(x_NCHW, Mixup.Mix(x_NCHW, share: 1));
    }

    [Fact]
    public void Each_image_is_mixed_with_its_partner_and_stays_in_its_memory_format()
    {
        using Tensor x_NHWC = rand(3, 4, 4, 5);
        using Tensor x_NCHW = x_NHWC.permute(0, 3, 1, 2);

        using Tensor mixed_NCHW = Mixup.Mix(x_NCHW, share: 0.75);

        Assert.Equal(1, mixed_NCHW.stride(1));
        using Tensor expected = (0.75 * x_NCHW[0]) + (0.25 * x_NCHW[2]);
        Assert.True(expected.allclose(mixed_NCHW[0], rtol: 1e-6, atol: 1e-6));
        Assert.True(x_NCHW[1].allclose(mixed_NCHW[1], rtol: 1e-6, atol: 1e-6));
    }

    private static double[] Shares(int seed)
    {
        var mixup = new Mixup(alpha: 0.4, seed);
        return [.. Enumerable.Range(0, 100).Select(mixup.ShareAt)];
    }
}
