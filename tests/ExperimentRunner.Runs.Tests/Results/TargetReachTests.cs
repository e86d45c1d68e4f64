using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Runs.Tests.Results;

public sealed class TargetReachTests
{
    private static readonly EpochResult[] Epochs =
    [
        Examples.Epoch with { Epoch = 1, Correct = 80, ElapsedSeconds = 1, ImagesSeen = 100 },
        Examples.Epoch with { Epoch = 2, Correct = 152, ElapsedSeconds = 2, ImagesSeen = 200 },
        Examples.Epoch with { Epoch = 3, Correct = 100, ElapsedSeconds = 3, ImagesSeen = 300 },
        Examples.Epoch with { Epoch = 4, Correct = 160, ElapsedSeconds = 4, ImagesSeen = 400 },
    ];

    [Fact]
    public void The_first_epoch_that_comes_to_the_target_counts() => Assert.Equal(new TargetReach(0.95, 2, 200, 2), TargetReach.Of(0.95, Epochs));

    [Fact]
    public void A_target_that_was_not_reached_has_no_time()
    {
        TargetReach target = TargetReach.Of(0.96, Epochs[..3])!;

        Assert.False(target.IsReached);
        Assert.Equal(new TargetReach(0.96, null, null, null), target);
    }

    [Fact]
    public void Without_a_target_there_is_nothing_to_reach() => Assert.Null(TargetReach.Of(0, Epochs));
}
