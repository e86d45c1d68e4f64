using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Model;

/// <summary>What batch norm over all ranks makes of one rank's N images of C channels.</summary>
/// <param name="Mean_C">Of all ranks' values, fp32; so is the variance.</param>
/// <param name="Count">Values a channel of all ranks, a scalar of fp64.</param>
internal sealed record NormalizedBatch(Tensor Y_NCHW, Tensor Mean_C, Tensor Variance_C, Tensor Count)
{
    public NormalizedBatch MoveToOuterScope()
    {
        foreach (Tensor tensor in (ReadOnlySpan<Tensor>)[Y_NCHW, Mean_C, Variance_C, Count])
        {
            tensor.MoveToOuterDisposeScope();
        }

        return this;
    }
}
