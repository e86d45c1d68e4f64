using ExperimentRunner.Trainer.Parallel;

namespace ExperimentRunner.Trainer.Optimization;

/// <summary>The gradients of all replicas of one CPU on plain memory.</summary>
internal unsafe interface IGradientMemory : IDisposable
{
    /// <summary>Called by all ranks together once each has its gradients.</summary>
    /// <param name="share">The rank's own.</param>
    void Gather(int rank, FlatSegment share);

    /// <summary>Takes the sum over all ranks, in rank order, so that it is the same bit for bit each time; zeros are left.</summary>
    /// <param name="rank">That takes it.</param>
    /// <param name="piece">Of weights alone or of other parameters alone; its length is a multiple of 16. No two calls take the same.</param>
    /// <param name="sum">Room for the piece.</param>
    void Take(int rank, FlatSegment piece, float* sum);
}
