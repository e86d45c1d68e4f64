using ExperimentRunner.Runs.Results;
using ExperimentRunner.Trainer.Loop;

namespace ExperimentRunner.Trainer.Tests.Loop;

public sealed class StepMeterTests
{
    [Fact]
    public void Warm_up_is_left_out_of_throughput_and_split()
    {
        var meter = new StepMeter();
        for (int step = 0; step < StepMeter.WarmupSteps; step++)
        {
            Assert.True(meter.IsWarmingUp);
            meter.Add(Step(seconds: 100));
        }

        Assert.False(meter.IsWarmingUp);
        meter.Add(Step(seconds: 1));
        meter.Add(Step(seconds: 3));
        RunTiming timing = meter.Timing(preparationSeconds: 5, evaluationSeconds: 6, wallSeconds: 400);

        Assert.Equal(3, timing.WarmupSteps);
        Assert.Equal(2, timing.MeasuredSteps);
        Assert.Equal(2 * 10 / 4.0, timing.ImagesPerSecond);
        Assert.Equal(2, timing.StepSecondsMedian);
        Assert.Equal(2.9, timing.StepSecondsP95, 1e-9);
        Assert.Equal(304, timing.TrainSeconds);
        Assert.Equal(new StepSplit(0.2, 0.4, 0.4, 0.4, 0.4, 0.2, 0.2), timing.Split);
    }

    [Fact]
    public void A_run_of_warm_up_alone_has_no_throughput()
    {
        var meter = new StepMeter();
        meter.Add(Step(seconds: 1));

        RunTiming timing = meter.Timing(0, 0, 0);

        Assert.Equal(0, timing.MeasuredSteps);
        Assert.Equal(0, timing.ImagesPerSecond);
        Assert.Null(timing.Split);
    }

    private static StepRecord Step(double seconds) =>
        new(Images: 10, LossSum: 1, seconds, new StepSplit(seconds * 0.1, seconds * 0.2, seconds * 0.2, seconds * 0.2, seconds * 0.2, seconds * 0.1, seconds * 0.1));
}
