using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Trainer.Loop;

/// <summary>What a <see cref="StepMeter"/> has added up, but for the seconds of each measured step.</summary>
/// <param name="Images">Of the measured steps.</param>
/// <param name="WarmupSteps">Steps that were not measured.</param>
/// <param name="TotalSeconds">Of all steps.</param>
/// <param name="Split">Sums over the measured steps.</param>
internal sealed record MeterState(long Images, int WarmupSteps, double TotalSeconds, StepSplit Split);
