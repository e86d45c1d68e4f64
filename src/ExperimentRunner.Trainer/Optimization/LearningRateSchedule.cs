using ExperimentRunner.Runs.Specs;

namespace ExperimentRunner.Trainer.Optimization;

/// <summary>The learning rate of each optimizer step.</summary>
/// <param name="baseRate">Where warm-up starts: the rate before any rule was applied.</param>
/// <param name="peakRate">Where warm-up ends and the schedule starts.</param>
/// <param name="stepsPerEpoch">At least 1.</param>
internal sealed class LearningRateSchedule(TrainSpec spec, double baseRate, double peakRate, int stepsPerEpoch)
{
    private readonly double totalSteps = (double)spec.Epochs * stepsPerEpoch;
    private readonly double warmupSteps = Math.Min(spec.WarmupEpochs, spec.Epochs) * stepsPerEpoch;

    public double PeakRate => peakRate;

    /// <summary>The gradual warm-up of Goyal et al. 2017 (arXiv:1706.02677, section 2.2), from the base rate, then the schedule.</summary>
    /// <param name="step">From 0.</param>
    public double At(int step) => step < warmupSteps
        ? baseRate + ((peakRate - baseRate) * step / warmupSteps)
        : peakRate * spec.Schedule switch
        {
            Schedule.Constant => 1,
            Schedule.Cosine => (1 + Math.Cos(Math.PI * (step - warmupSteps) / Math.Max(1, totalSteps - warmupSteps))) / 2,
            Schedule.Step => Math.Pow(spec.StepGamma, step / stepsPerEpoch / spec.StepEpochs),
        };
}
