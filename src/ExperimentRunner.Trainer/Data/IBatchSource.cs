namespace ExperimentRunner.Trainer.Data;

/// <summary>Gives one rank its micro-batches, on its device.</summary>
internal interface IBatchSource : IDisposable
{
    /// <summary>Begins an epoch.</summary>
    /// <param name="microBatches">Image indices of each micro-batch, in order.</param>
    /// <param name="mirror">Chooses the images to mirror; null mirrors none.</param>
    void Begin(IReadOnlyList<ReadOnlyMemory<int>> microBatches, Random? mirror);

    /// <summary>The next micro-batch; it holds until the next call.</summary>
    Batch Next(CancellationToken cancellationToken);
}
