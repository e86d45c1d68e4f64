using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Parallel;

/// <summary>
/// How replicas with buffers of their own meet: each rank is given the sum of all gradients in the part that it looks after, updates the
/// parameters there, and all get the update. Called by each rank on its own thread, all in the same order.
/// </summary>
internal interface IReplicaExchange : IDisposable
{
    /// <summary>The part of what is trained that a rank of this process looks after.</summary>
    FlatSegment Share(int rank);

    /// <summary>fp32, 1-D: after <see cref="SumGradients"/> the sum of all ranks' gradients in this rank's share.</summary>
    Tensor GradientShare(int rank);

    /// <summary>fp32, 1-D: the parameters that this rank updates.</summary>
    Tensor ParameterShare(int rank);

    /// <summary>Waits for all ranks' gradients and sums them.</summary>
    void SumGradients(int rank);

    /// <summary>Sees to it that all ranks have this rank's update, and sets its gradients to zero.</summary>
    void SpreadParameters(int rank);
}
