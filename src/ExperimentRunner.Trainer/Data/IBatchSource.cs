using ExperimentRunner.Trainer.Devices;

namespace ExperimentRunner.Trainer.Data;

/// <summary>Gives one rank its micro-batches, on its device.</summary>
internal interface IBatchSource : IDisposable
{
    /// <summary>Begins an epoch, or what is left of it; what is left of the one before is forgotten.</summary>
    void Begin(EpochPlan plan, int rank);

    /// <summary>The next micro-batch; it holds until the next call.</summary>
    /// <param name="clock">Is told what is waiting for images and what is moving them to the device; on a CPU nothing is moved.</param>
    /// <exception cref="InvalidOperationException">The epoch has no more.</exception>
    Batch Next(PhaseClock clock, CancellationToken cancellationToken);
}
