using ExperimentRunner.Trainer.Devices;

namespace ExperimentRunner.Trainer.Optimization;

/// <summary>The end of a step, called by each rank on its own thread after backward.</summary>
internal interface IParameterUpdate : IDisposable
{
    /// <summary>What goes on from step to step beside the parameters, of all ranks of this process. Only to be read or written between steps.</summary>
    IReadOnlyList<StateTensor> State { get; }

    /// <summary>A moving average of the weights is kept.</summary>
    bool KeepsAverage { get; }

    /// <summary>Waits for all ranks, sums their gradients, updates the parameters of all and leaves no gradients.</summary>
    /// <param name="clock">Is told what is exchange and what is optimizer.</param>
    void Apply(int rank, UpdateStep step, PhaseClock clock);

    /// <summary>
    /// Exchanges the parameters of all replicas for the moving average, and back at the next call. Between the two calls there is no step
    /// and no checkpoint. Running statistics of batch norm stay as they are, as in torch.optim.swa_utils.AveragedModel.
    /// </summary>
    void SwapAverage(int rank);
}
