using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Trainer.Tests.Loop;

public sealed class TargetAccuracyTests
{
    // 3 of 7 test images of 3 classes: reached by guessing within a few epochs.
    private const double Easy = 0.4;

    [Fact]
    public void A_run_stops_after_the_epoch_that_reached_its_target()
    {
        using var folder = Trained(target: Easy, stops: true);

        TargetReach target = folder.Result.Target!;
        Assert.True(target.IsReached);
        Assert.Equal(folder.Result.Epochs[^1].Epoch, target.Epoch);
        Assert.All(folder.Result.Epochs.SkipLast(1), epoch => Assert.True(epoch.Accuracy < Easy));
        Assert.True(folder.Result.Epochs.Count < 30);
        Assert.Equal(folder.Result.Epochs[^1].ElapsedSeconds, target.Seconds);
        Assert.Equal(target, Assert.Single(folder.Events.OfType<RunEvent.TargetReached>()).Target);
    }

    [Fact]
    public void A_run_that_does_not_stop_tells_when_it_first_reached_its_target()
    {
        using var folder = Trained(target: Easy, stops: false);

        EpochResult first = folder.Result.Epochs.First(epoch => epoch.Accuracy >= Easy);
        Assert.Equal(new TargetReach(Easy, first.Epoch, first.ImagesSeen, first.ElapsedSeconds), folder.Result.Target);
        Assert.Equal(30, folder.Result.Epochs.Count);
        Assert.Single(folder.Events.OfType<RunEvent.TargetReached>());
    }

    [Fact]
    public void A_run_that_never_reaches_its_target_says_so()
    {
        using var folder = new RunFolder(TrainerSpecs.Tiny with { Train = TrainerSpecs.Tiny.Train with { Epochs = 1, TargetAccuracy = 1, StopAtTarget = true } });

        folder.Train();

        Assert.IsType<RunOutcome.Finished>(folder.Result.Outcome);
        Assert.False(folder.Result.Target!.IsReached);
        Assert.Contains(folder.Result.Warnings, warning => warning.StartsWith("train.target_accuracy 1 was not reached", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_target_nothing_is_told_of_one()
    {
        using var folder = new RunFolder(TrainerSpecs.Tiny);

        folder.Train();

        Assert.Null(folder.Result.Target);
    }

    private static RunFolder Trained(double target, bool stops)
    {
        var folder = new RunFolder(TrainerSpecs.Tiny with { Train = TrainerSpecs.Tiny.Train with { Epochs = 30, TargetAccuracy = target, StopAtTarget = stops } });
        folder.Train();
        return folder;
    }
}
