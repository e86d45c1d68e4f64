using ExperimentRunner.Trainer.Devices;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Parallel;

/// <summary>
/// For replicas with parameters of their own: libtorch copies shares from device to device. Has not run on GPUs yet; the tests run it
/// between replicas on the CPU.
/// </summary>
internal sealed class DeviceCopyCollective : ICollective
{
    private readonly IReadOnlyList<Replica> replicas;
    private readonly ComputeDevices devices;
    private readonly RankBarrier barrier;

    /// <summary>[replica, rank that looks after the share].</summary>
    private readonly ReplicaShare[][] shares;

    public DeviceCopyCollective(IReadOnlyList<Replica> replicas, ComputeDevices devices, RankBarrier barrier)
    {
        this.replicas = replicas;
        this.devices = devices;
        this.barrier = barrier;
        shares = [.. replicas.Select(replica => Enumerable.Range(0, replicas.Count).Select(rank => new ReplicaShare(replica, replicas.Count, rank)).ToArray())];
    }

    public Tensor GradientShare(int rank) => shares[rank][rank].Gradients;

    public Tensor ParameterShare(int rank) => shares[rank][rank].Parameters;

    public void ReduceScatter(int rank)
    {
        Meet(rank);
        using IDisposable noGrad = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor sum = zeros_like(GradientShare(rank));
        for (int other = 0; other < replicas.Count; other++)
        {
            sum.add_(shares[other][rank].Gradients.to(devices.Torch[rank]));
        }

        Meet(rank);
        GradientShare(rank).copy_(sum);
    }

    public void AllGather(int rank)
    {
        Meet(rank);
        using IDisposable noGrad = no_grad();
        for (int other = 0; other < replicas.Count; other++)
        {
            if (other != rank)
            {
                shares[rank][other].Parameters.copy_(shares[other][other].Parameters);
            }
        }

        replicas[rank].Gradients.zero_();
        Meet(rank);
    }

    public void Dispose()
    {
        foreach (ReplicaShare share in shares.SelectMany(ofReplica => ofReplica))
        {
            share.Dispose();
        }
    }

    private void Meet(int rank)
    {
        devices.Synchronize(rank);
        barrier.Meet();
    }
}
