using ExperimentRunner.Trainer.Parallel;

namespace ExperimentRunner.Trainer.Optimization;

/// <summary>Gradients of which a rank can have its own alone.</summary>
internal unsafe interface IOwnGradientMemory : IGradientMemory
{
    /// <summary>Takes the gradients of <paramref name="rank"/> alone; zeros are left.</summary>
    /// <inheritdoc cref="IGradientMemory.Take"/>
    void TakeOwn(int rank, FlatSegment piece, float* target);

    /// <summary>Sets gradients of <paramref name="rank"/> to zero.</summary>
    /// <param name="piece">As in <see cref="IGradientMemory.Take"/>.</param>
    void Clear(int rank, FlatSegment piece);
}
