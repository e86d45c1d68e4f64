namespace ExperimentRunner.Trainer.Optimization;

/// <summary>A rule of update by libtorch's operators, on any device.</summary>
internal interface ITensorOptimizer : IDisposable
{
    IReadOnlyList<StateTensor> State { get; }

    /// <summary>Updates the share that the optimizer was made for.</summary>
    /// <param name="gradientScale">What gradients are multiplied by first: 1, or 1 / loss scale.</param>
    void Step(UpdateStep step, double gradientScale);
}
