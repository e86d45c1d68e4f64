using System.Runtime.Intrinsics;
using ExperimentRunner.Trainer.Devices;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Parallel;

/// <summary>For replicas on one CPU that share their parameters: gradients are summed in place, and an update needs no copy.</summary>
internal sealed unsafe class SharedMemoryCollective : ICollective
{
    private readonly RankBarrier barrier;
    private readonly ReplicaShare[] shares;
    private readonly float*[] gradients;

    public SharedMemoryCollective(IReadOnlyList<Replica> replicas, RankBarrier barrier)
    {
        this.barrier = barrier;
        shares = [.. Enumerable.Range(0, replicas.Count).Select(rank => new ReplicaShare(replicas[0], replicas.Count, rank))];
        gradients = new float*[replicas.Count];
        for (int rank = 0; rank < replicas.Count; rank++)
        {
            gradients[rank] = FloatMemory.Of(replicas[rank].Gradients);
        }
    }

    public Tensor GradientShare(int rank) => shares[rank].Gradients;

    public Tensor ParameterShare(int rank) => shares[rank].Parameters;

    public void ReduceScatter(int rank)
    {
        barrier.Meet();
        for (int other = 1; other < gradients.Length; other++)
        {
            AddAndClear(gradients[0] + shares[rank].Start, gradients[other] + shares[rank].Start, shares[rank].Length);
        }
    }

    public void AllGather(int rank) => barrier.Meet();

    public void Dispose() => Array.ForEach(shares, share => share.Dispose());

    /// <summary>target += source; source = 0. The length is a multiple of 16.</summary>
    private static void AddAndClear(float* target, float* source, long length)
    {
        for (long i = 0; i < length; i += Vector512<float>.Count)
        {
            (Vector512.Load(target + i) + Vector512.Load(source + i)).Store(target + i);
            Vector512<float>.Zero.Store(source + i);
        }
    }
}
