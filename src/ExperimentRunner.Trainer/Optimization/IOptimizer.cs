namespace ExperimentRunner.Trainer.Optimization;

/// <summary>Updates one rank's share of the parameters.</summary>
internal interface IOptimizer : IDisposable
{
    /// <summary>Uses the summed gradients and leaves them zero.</summary>
    /// <param name="gradientScale">What gradients are multiplied by first: 1, or 1 / loss scale.</param>
    void Step(double learningRate, double gradientScale);
}
