using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Parallel;

/// <summary>
/// Exchanges gradients and parameters between replicas, called by each rank on its own thread. Each rank looks after one share of the
/// buffers: it gets the sum of all gradients there, updates the parameters there, and all get the update.
/// </summary>
internal interface ICollective : IDisposable
{
    /// <summary>fp32, 1-D: after <see cref="ReduceScatter"/> the sum of all ranks' gradients in this rank's share.</summary>
    Tensor GradientShare(int rank);

    /// <summary>fp32, 1-D: the parameters that this rank updates.</summary>
    Tensor ParameterShare(int rank);

    /// <summary>Waits for all ranks' gradients and sums them, in rank order, so that the result is the same bit for bit each time.</summary>
    void ReduceScatter(int rank);

    /// <summary>Hands this rank's update to all others. The caller has set its gradient share to zero; afterwards all gradients are zero.</summary>
    void AllGather(int rank);
}
