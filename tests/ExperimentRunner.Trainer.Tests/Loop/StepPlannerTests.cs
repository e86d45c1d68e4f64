using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Data;
using ExperimentRunner.Trainer.Loop;
using ExperimentRunner.Trainer.Optimization;

namespace ExperimentRunner.Trainer.Tests.Loop;

public sealed class StepPlannerTests
{
    private static readonly StepCount Steps = new(Images: 25, GlobalBatch: 10, DropLast: false);
    private static readonly LearningRateSchedule Schedule = new(new TrainSpec { Epochs = 4 }, baseRate: 0.1, peakRate: 0.4, stepsPerEpoch: 3);

    [Fact]
    public void A_skipped_step_moves_neither_the_schedule_nor_the_optimizer_but_the_data()
    {
        var mixup = new Mixup(alpha: 0.2, seed: 1);

        StepPlan plan = new StepPlanner(Steps, Schedule, mixup).Plan(step: 5, skippedSteps: 2);

        Assert.Equal(new StepPlan(Images: 5, new UpdateStep(Number: 3, Schedule.At(3)), mixup.ShareAt(5)), plan);
    }

    [Fact]
    public void The_first_step_may_be_skipped()
    {
        StepPlan plan = new StepPlanner(Steps, Schedule, new Mixup(alpha: 0, seed: 1)).Plan(step: 1, skippedSteps: 1);

        Assert.Equal(new UpdateStep(Number: 0, LearningRate: 0.1), plan.Update);
    }
}
