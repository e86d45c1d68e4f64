using ExperimentRunner.Trainer.Parallel;

namespace ExperimentRunner.Trainer.Optimization;

/// <summary>A rule of update on plain memory. Different pieces may be updated at the same time.</summary>
internal unsafe interface IMemoryOptimizer : IDisposable
{
    IReadOnlyList<StateTensor> State { get; }

    /// <param name="piece">Of the flat buffer; its length is a multiple of 16.</param>
    /// <param name="gradients">Those of the piece.</param>
    void Update(FlatSegment piece, float* gradients, UpdateStep step, double weightDecay);
}
