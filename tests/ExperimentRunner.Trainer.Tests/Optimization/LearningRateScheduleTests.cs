using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Optimization;

namespace ExperimentRunner.Trainer.Tests.Optimization;

public sealed class LearningRateScheduleTests
{
    private const int StepsPerEpoch = 10;

    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(5, 0.25)]
    [InlineData(10, 0.4)]
    [InlineData(29, 0.4)]
    public void Warm_up_goes_from_the_base_rate_to_the_peak(int step, double expected) =>
        Assert.Equal(expected, Create(Schedule.Constant).At(step), 1e-12);

    [Theory]
    [InlineData(10, 0.4)]
    [InlineData(20, 0.2)]
    [InlineData(30, 0)]
    public void A_cosine_ends_at_zero(int step, double expected) => Assert.Equal(expected, Create(Schedule.Cosine).At(step), 1e-12);

    [Theory]
    [InlineData(19, 0.4)]
    [InlineData(20, 0.04)]
    public void Steps_drop_the_rate_every_few_epochs(int step, double expected) => Assert.Equal(expected, Create(Schedule.Step).At(step), 1e-12);

    [Fact]
    public void A_run_that_is_all_warm_up_has_finite_rates()
    {
        var schedule = new LearningRateSchedule(new TrainSpec { Epochs = 1, WarmupEpochs = 5 }, 0.1, 0.4, StepsPerEpoch);

        Assert.All(Enumerable.Range(0, StepsPerEpoch), step => Assert.InRange(schedule.At(step), 0.1, 0.4));
    }

    private static LearningRateSchedule Create(Schedule schedule) =>
        new(new TrainSpec { Epochs = 3, WarmupEpochs = 1, Schedule = schedule, StepEpochs = 2 }, baseRate: 0.1, peakRate: 0.4, StepsPerEpoch);
}
