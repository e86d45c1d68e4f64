using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Parallel;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Optimization;

/// <summary>Gradients in fp32.</summary>
internal sealed unsafe class Fp32Gradients : IOwnGradientMemory
{
    private readonly long start;
    private readonly FlatGradients[] gradients;
    private readonly float*[] memory;

    /// <param name="part">Of the flat buffer: whose gradients.</param>
    public Fp32Gradients(ReplicaSet replicas, FlatSegment part)
    {
        start = part.Start;
        gradients = [.. replicas.Select(replica => new FlatGradients(replica, part, ScalarType.Float32))];
        memory = new float*[gradients.Length];
        for (int rank = 0; rank < memory.Length; rank++)
        {
            memory[rank] = TensorMemory.Floats(gradients[rank].Buffer);
        }
    }

    public void Gather(int rank, FlatSegment share)
    {
    }

    public void Take(int rank, FlatSegment piece, float* sum)
    {
        long from = piece.Start - start;
        SumKernel.Move(sum, memory[0] + from, piece.Length);
        for (int other = 1; other < memory.Length; other++)
        {
            SumKernel.Add(sum, memory[other] + from, piece.Length);
        }
    }

    public void TakeOwn(int rank, FlatSegment piece, float* target) => SumKernel.Move(target, memory[rank] + (piece.Start - start), piece.Length);

    public void Clear(int rank, FlatSegment piece) => new Span<float>(memory[rank] + (piece.Start - start), checked((int)piece.Length)).Clear();

    public void Dispose() => Array.ForEach(gradients, ofReplica => ofReplica.Dispose());
}
