using ExperimentRunner.Runs.Results;

namespace ExperimentRunner.Trainer.Loop;

/// <summary>What a <see cref="StepWindow"/> has added up.</summary>
/// <param name="Epoch">Of the last step, from 1.</param>
/// <param name="Step">Steps done in the run.</param>
/// <param name="ImagesSeen">In the run.</param>
/// <param name="Steps">Of this window, as everything that follows.</param>
/// <param name="Split">Sums over the steps.</param>
internal sealed record WindowState(
    int Epoch, int Step, long ImagesSeen, int Steps, double LossSum, long Images, double Seconds, StepSplit Split, bool IsWarmup)
{
    public static WindowState Empty { get; } = new(0, 0, 0, 0, 0, 0, 0, new StepSplit(0, 0, 0, 0, 0), IsWarmup: true);
}
