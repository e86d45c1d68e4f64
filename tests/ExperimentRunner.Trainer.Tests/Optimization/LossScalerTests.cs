using ExperimentRunner.Trainer.Optimization;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Tests.Optimization;

public sealed class LossScalerTests
{
    [Fact]
    public void It_starts_halves_and_doubles_as_pytorchs_does()
    {
        var scaler = new LossScaler();
        Assert.Equal(65536, scaler.Scale);

        scaler.Update(overflowed: true);
        Assert.Equal(32768, scaler.Scale);

        for (int step = 0; step < 1999; step++)
        {
            scaler.Update(overflowed: false);
        }

        Assert.Equal(32768, scaler.Scale);
        scaler.Update(overflowed: false);
        Assert.Equal(65536, scaler.Scale);
        Assert.Equal(1, scaler.SkippedSteps);
    }

    [Theory]
    [InlineData(1f, true)]
    [InlineData(float.NaN, false)]
    [InlineData(float.PositiveInfinity, false)]
    public void One_value_that_is_not_finite_skips_the_step(float value, bool expected)
    {
        var vote = new OverflowVote(ranks: 1, meet: () => { });
        using Tensor share = tensor(new[] { 0f, value, 2f });

        Assert.Equal(expected, vote.AllFinite(rank: 0, share));

        vote.EndStep();
        Assert.Equal(expected ? 0 : 1, vote.SkippedSteps);
    }
}
