using ExperimentRunner.Trainer.Devices;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Parallel;

/// <summary>
/// One copy in bf16 of the trained weights of convolutions and linear layers, with which all replicas of one CPU compute. Under autocast
/// they do the same arithmetic as with weights in fp32, which autocast would cast on each device in each step anew. The weights in fp32
/// stay the ones that are trained; whoever changes them rounds them here, too.
/// </summary>
internal sealed unsafe class Bf16Weights : IDisposable
{
    private readonly ReplicaSet replicas;
    private readonly Tensor copy;
    private readonly float* parameterMemory;
    private readonly ushort* copyMemory;

    /// <param name="replicas">They share their parameters.</param>
    public Bf16Weights(ReplicaSet replicas)
    {
        this.replicas = replicas;
        copy = empty(replicas[0].Layout.WeightsEnd, ScalarType.BFloat16).DetachFromDisposeScope();
        parameterMemory = TensorMemory.Floats(replicas[0].Parameters);
        copyMemory = (ushort*)TensorMemory.Bytes(copy);
        Round();
        foreach (Replica replica in replicas)
        {
            replica.ComputeWith(copy);
        }
    }

    /// <summary>After all parameters may have changed.</summary>
    public void Round() => Round(new FlatSegment(0, copy.numel()));

    /// <param name="piece">Of the weights; its length is a multiple of 16.</param>
    public void Round(FlatSegment piece) => Bf16Rounding.Round(copyMemory + piece.Start, parameterMemory + piece.Start, piece.Length);

    public void Dispose()
    {
        foreach (Replica replica in replicas)
        {
            replica.ComputeWith(null);
        }

        copy.Dispose();
    }
}
