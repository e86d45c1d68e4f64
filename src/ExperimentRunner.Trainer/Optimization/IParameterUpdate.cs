using ExperimentRunner.Trainer.Devices;

namespace ExperimentRunner.Trainer.Optimization;

/// <summary>The end of a step, called by each rank on its own thread after backward.</summary>
internal interface IParameterUpdate : IDisposable
{
    /// <summary>Waits for all ranks, sums their gradients, updates the parameters of all and leaves no gradients.</summary>
    /// <param name="clock">Is told what is exchange and what is optimizer.</param>
    void Apply(int rank, double learningRate, PhaseClock clock);
}
