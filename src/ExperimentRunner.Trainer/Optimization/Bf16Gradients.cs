using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Parallel;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Optimization;

/// <summary>Gradients of replicas that compute with <see cref="Bf16Weights"/>: those of weights in bf16, the others in fp32. Sums are in fp32.</summary>
internal sealed unsafe class Bf16Gradients : IGradientMemory
{
    private readonly long weightsEnd;
    private readonly FlatGradients[] ofWeights;
    private readonly ushort*[] memory;
    private readonly Fp32Gradients others;

    public Bf16Gradients(ReplicaSet replicas)
    {
        FlatLayout layout = replicas[0].Layout;
        weightsEnd = layout.WeightsEnd;
        ofWeights = [.. replicas.Select(replica => new FlatGradients(replica, layout.Weights, ScalarType.BFloat16))];
        memory = new ushort*[ofWeights.Length];
        for (int rank = 0; rank < memory.Length; rank++)
        {
            memory[rank] = (ushort*)TensorMemory.Bytes(ofWeights[rank].Buffer);
        }

        others = new Fp32Gradients(replicas, layout.TrainedNotWeights);
    }

    public void Gather(int rank, FlatSegment share)
    {
    }

    public void Take(FlatSegment piece, float* sum)
    {
        if (piece.Start >= weightsEnd)
        {
            others.Take(piece, sum);
            return;
        }

        SumKernel.Move(sum, memory[0] + piece.Start, piece.Length);
        for (int rank = 1; rank < memory.Length; rank++)
        {
            SumKernel.Add(sum, memory[rank] + piece.Start, piece.Length);
        }
    }

    public void Dispose()
    {
        Array.ForEach(ofWeights, ofReplica => ofReplica.Dispose());
        others.Dispose();
    }
}
