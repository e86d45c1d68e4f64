namespace ExperimentRunner.Trainer.Optimization;

/// <summary>
/// Keeps fp16 gradients representable by multiplying the loss, with the constants of PyTorch's GradScaler. Shared by all ranks, which
/// agree on whether a step overflowed.
/// </summary>
internal sealed class LossScaler
{
    private const double Growth = 2;
    private const double Backoff = 0.5;
    private const int GrowthInterval = 2000;

    private int goodSteps;

    public double Scale { get; private set; } = 65536;

    public int SkippedSteps { get; private set; }

    /// <summary>To be called once a step, by one rank.</summary>
    public void Update(bool overflowed)
    {
        if (overflowed)
        {
            Scale *= Backoff;
            SkippedSteps++;
            goodSteps = 0;
        }
        else if (++goodSteps == GrowthInterval)
        {
            Scale *= Growth;
            goodSteps = 0;
        }
    }
}
