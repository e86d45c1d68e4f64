using ExperimentRunner.Trainer.Devices;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Parallel;

/// <summary>
/// Exchanges gradients and parameters of replicas that have buffers of their own: libtorch copies shares from device to device. Each rank
/// looks after one share: it gets the sum of all gradients there, updates the parameters there, and all get the update. Called by each
/// rank on its own thread. Has not run on GPUs yet; the tests run it between replicas on the CPU.
/// </summary>
internal sealed class DeviceCopyCollective : IDisposable
{
    private readonly ComputeDevices devices;
    private readonly RankBarrier barrier;
    private readonly FlatGradients[] gradients;

    /// <summary>[replica, rank that looks after the share].</summary>
    private readonly ReplicaShare[][] shares;

    public DeviceCopyCollective(ReplicaSet replicas, ComputeDevices devices, RankBarrier barrier)
    {
        this.devices = devices;
        this.barrier = barrier;
        gradients = [.. replicas.Select(replica => new FlatGradients(replica))];
        shares = [.. replicas.Select(replica => Enumerable.Range(0, replicas.Count)
            .Select(rank => new ReplicaShare(replica, gradients[replica.Rank], replica.Layout.Share(replicas.Count, rank)))
            .ToArray())];
    }

    /// <summary>fp32, 1-D: after <see cref="ReduceScatter"/> the sum of all ranks' gradients in this rank's share.</summary>
    public Tensor GradientShare(int rank) => shares[rank][rank].Gradients;

    /// <summary>fp32, 1-D: the parameters that this rank updates.</summary>
    public Tensor ParameterShare(int rank) => shares[rank][rank].Parameters;

    /// <summary>Waits for all ranks' gradients and sums them, in rank order, so that the result is the same bit for bit each time.</summary>
    public void ReduceScatter(int rank)
    {
        Meet(rank);
        using IDisposable noGrad = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor sum = zeros_like(GradientShare(rank));
        foreach (ReplicaShare[] ofReplica in shares)
        {
            sum.add_(ofReplica[rank].Gradients.to(devices.Torch[rank]));
        }

        Meet(rank);
        GradientShare(rank).copy_(sum);
    }

    /// <summary>Hands this rank's update to all others and sets its gradients to zero.</summary>
    public void AllGather(int rank)
    {
        Meet(rank);
        using IDisposable noGrad = no_grad();
        for (int other = 0; other < shares.Length; other++)
        {
            if (other != rank)
            {
                shares[rank][other].Parameters.copy_(shares[other][other].Parameters);
            }
        }

        gradients[rank].Buffer.zero_();
        Meet(rank);
    }

    public void Dispose()
    {
        foreach (ReplicaShare share in shares.SelectMany(ofReplica => ofReplica))
        {
            share.Dispose();
        }

        Array.ForEach(gradients, ofReplica => ofReplica.Dispose());
    }

    private void Meet(int rank)
    {
        devices.Synchronize(rank);
        barrier.Meet();
    }
}
