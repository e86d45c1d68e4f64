namespace ExperimentRunner.Trainer.Data;

/// <summary>Gives one rank its micro-batches, on its device.</summary>
internal interface IBatchSource : IDisposable
{
    /// <summary>Begins an epoch, or what is left of it; what is left of the one before is forgotten.</summary>
    void Begin(EpochPlan plan, int rank);

    /// <summary>The next micro-batch; it holds until the next call.</summary>
    /// <exception cref="InvalidOperationException">The epoch has no more.</exception>
    Batch Next(CancellationToken cancellationToken);
}
