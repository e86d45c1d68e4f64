using ExperimentRunner.Trainer.Optimization;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Tests.Optimization;

public sealed class LossScalerTests
{
    [Fact]
    public void It_starts_halves_and_doubles_as_pytorchs_does()
    {
        var scaler = new LossScaler();
        Assert.Equal(65536, scaler.State.Scale);

        scaler.Update(overflowed: true);
        Assert.Equal(32768, scaler.State.Scale);

        for (int step = 0; step < 1999; step++)
        {
            scaler.Update(overflowed: false);
        }

        Assert.Equal(32768, scaler.State.Scale);
        scaler.Update(overflowed: false);
        Assert.Equal(65536, scaler.State.Scale);
        Assert.Equal(1, scaler.State.SkippedSteps);
    }

    [Fact]
    public void Only_consecutive_good_steps_make_it_grow()
    {
        var scaler = new LossScaler { State = new LossScalerState(Scale: 8, GoodSteps: 1999, SkippedSteps: 0) };

        scaler.Update(overflowed: true);
        scaler.Update(overflowed: false);

        Assert.Equal(new LossScalerState(Scale: 4, GoodSteps: 1, SkippedSteps: 1), scaler.State);
    }

    [Fact]
    public void It_never_grows_beyond_what_a_float_holds()
    {
        double largest = Math.Pow(2, 127);
        var scaler = new LossScaler { State = new LossScalerState(largest, GoodSteps: 1999, SkippedSteps: 0) };

        scaler.Update(overflowed: false);

        Assert.Equal(new LossScalerState(largest, GoodSteps: 0, SkippedSteps: 0), scaler.State);
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
