namespace ExperimentRunner.Trainer.Optimization;

/// <summary>
/// Keeps fp16 gradients representable by multiplying the loss (Micikevicius et al. 2018, arXiv:1710.03740), with the constants of PyTorch's
/// GradScaler. Shared by all ranks, which agree on whether a step overflowed.
/// </summary>
internal sealed class LossScaler
{
    private const double Growth = 2;
    private const double Backoff = 0.5;
    private const int GrowthInterval = 2000;

    /// <summary>To be set only to what it was in an interrupted run.</summary>
    public LossScalerState State { get; set; } = new(Scale: 65536, GoodSteps: 0, SkippedSteps: 0);

    /// <summary>To be called once a step, by one rank.</summary>
    public void Update(bool overflowed) => State = overflowed
        ? new LossScalerState(State.Scale * Backoff, 0, State.SkippedSteps + 1)
        : State.GoodSteps + 1 < GrowthInterval
            ? State with { GoodSteps = State.GoodSteps + 1 }
            : State with { Scale = Grown(State.Scale), GoodSteps = 0 };

    /// <summary>A loss is fp32, and so is its scale.</summary>
    private static double Grown(double scale) => float.IsFinite((float)(scale * Growth)) ? scale * Growth : scale;
}
