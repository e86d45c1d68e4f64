using ExperimentRunner.Trainer.Devices;
using TorchSharp;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Parallel;

/// <summary>
/// Reduce-scatter and all-gather by libtorch's copies from device to device, where NCCL is missing; each rank looks after one share. Has not run on GPUs yet; the tests run it between replicas on the CPU.
/// </summary>
internal sealed class DeviceCopyExchange : IReplicaExchange
{
    private readonly ComputeDevices devices;
    private readonly RankBarrier barrier;
    private readonly FlatLayout layout;
    private readonly FlatGradients[] gradients;

    /// <summary>[replica, rank that looks after the share].</summary>
    private readonly ReplicaShare[][] shares;

    public DeviceCopyExchange(ReplicaSet replicas, ComputeDevices devices, RankBarrier barrier)
    {
        this.devices = devices;
        this.barrier = barrier;
        layout = replicas[0].Layout;
        gradients = [.. replicas.Select(replica => new FlatGradients(replica))];
        shares = [.. replicas.Select(replica => Enumerable.Range(0, replicas.Count)
            .Select(rank => new ReplicaShare(replica, gradients[replica.Rank], replica.Layout.Share(replicas.Count, rank)))
            .ToArray())];
    }

    public FlatSegment Share(int rank) => layout.Share(shares.Length, rank);

    public Tensor GradientShare(int rank) => shares[rank][rank].Gradients;

    public Tensor ParameterShare(int rank) => shares[rank][rank].Parameters;

    /// <summary>In rank order, so that the result is the same bit for bit each time.</summary>
    public void SumGradients(int rank)
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

    public void SpreadParameters(int rank)
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
