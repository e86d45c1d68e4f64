using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Parallel;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Optimization;

/// <summary>Gradients of replicas that compute with <see cref="Bf16Weights"/>: those of weights in bf16, the others in fp32. Sums are in fp32.</summary>
internal sealed unsafe class Bf16Gradients : IOwnGradientMemory
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

    public void Take(int rank, FlatSegment piece, float* sum)
    {
        if (piece.Start >= weightsEnd)
        {
            others.Take(rank, piece, sum);
            return;
        }

        SumKernel.Move(sum, memory[0] + piece.Start, piece.Length);
        for (int other = 1; other < memory.Length; other++)
        {
            SumKernel.Add(sum, memory[other] + piece.Start, piece.Length);
        }
    }

    public void TakeOwn(int rank, FlatSegment piece, float* target)
    {
        if (piece.Start >= weightsEnd)
        {
            others.TakeOwn(rank, piece, target);
            return;
        }

        SumKernel.Move(target, memory[rank] + piece.Start, piece.Length);
    }

    public void Clear(int rank, FlatSegment piece)
    {
        if (piece.Start >= weightsEnd)
        {
            others.Clear(rank, piece);
            return;
        }

        new Span<ushort>(memory[rank] + piece.Start, checked((int)piece.Length)).Clear();
    }

    public void Dispose()
    {
        Array.ForEach(ofWeights, ofReplica => ofReplica.Dispose());
        others.Dispose();
    }
}
