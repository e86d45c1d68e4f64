using ExperimentRunner.Trainer.Data;
using ExperimentRunner.Trainer.Optimization;

namespace ExperimentRunner.Trainer.Loop;

/// <summary>Says what each step of a run is to be.</summary>
internal sealed class StepPlanner(StepCount steps, LearningRateSchedule schedule, Mixup mixup)
{
    /// <summary>As with PyTorch's GradScaler, a skipped step moves neither the schedule nor the optimizer.</summary>
    /// <param name="step">Of the run, from 0, skipped ones counted.</param>
    /// <param name="skippedSteps">Steps before that made no update since fp16 overflowed.</param>
    public StepPlan Plan(int step, int skippedSteps)
    {
        int updates = step - skippedSteps;
        return new StepPlan(steps.ImagesOf(step % steps.StepsPerEpoch), new UpdateStep(updates, schedule.At(updates)), mixup.ShareAt(step));
    }
}
