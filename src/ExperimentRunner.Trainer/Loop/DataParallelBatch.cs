using ExperimentRunner.Trainer.Data;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Loop;

/// <summary>What ranks of data_parallel hand each other in a micro-batch, each waiting for the other between writing and reading. N images, K classes.</summary>
internal sealed class DataParallelBatch(int ranks)
{
    /// <summary>Of all ranks, on device 0; from rank 0.</summary>
    public Batch Whole { get; set; } = new(null, null, 0);

    /// <summary>The images of <see cref="Whole"/>, mixed.</summary>
    public Tensor? X_NCHW { get; set; }

    /// <summary>From each rank, on its device; null where it had no images.</summary>
    public Tensor?[] Scores_NK { get; } = new Tensor?[ranks];

    /// <summary>Of the loss, of all images, on device 0; from rank 0.</summary>
    public Tensor? ScoreGradients_NK { get; set; }
}
