using ExperimentRunner.Trainer.Devices;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Parallel;

/// <summary>
/// What torch.nn.DataParallel moves: everything passes through device 0, which alone keeps parameters from step to step. Replicas have
/// buffers of their own, so that each move is a copy, on a CPU too. Has not run on GPUs yet. N images, K classes.
/// </summary>
internal sealed class FirstDeviceExchange : IDisposable
{
    private readonly ReplicaSet replicas;
    private readonly ComputeDevices devices;
    private readonly RankBarrier barrier;
    private readonly FlatGradients[] gradients;
    private readonly Tensor[][] buffers;

    public FirstDeviceExchange(ReplicaSet replicas, ComputeDevices devices, RankBarrier barrier)
    {
        this.replicas = replicas;
        this.devices = devices;
        this.barrier = barrier;
        gradients = [.. replicas.Select(replica => new FlatGradients(replica))];
        buffers = [.. replicas.Select(replica => replica.Module.buffers().ToArray())];
    }

    /// <summary>fp32, 1-D, on device 0: after <see cref="SumGradients"/> those of all replicas.</summary>
    public Tensor Gradients => gradients[0].Buffer;

    /// <summary>Waits for the device and then for all ranks: what each wrote before, all may read after.</summary>
    public void Meet(int rank)
    {
        devices.Synchronize(rank);
        barrier.Meet();
    }

    /// <summary>Copies parameters and running statistics from device 0 and clears the gradients; to be called by each rank but 0.</summary>
    public void Receive(int rank)
    {
        using IDisposable noGrad = no_grad();
        replicas[rank].Parameters.copy_(replicas[0].Parameters);
        for (int i = 0; i < buffers[rank].Length; i++)
        {
            buffers[rank][i].copy_(buffers[0][i]);
        }

        gradients[rank].Buffer.zero_();
    }

    /// <summary>Gives all replicas what device 0 has; to be called between steps.</summary>
    public void HandOut()
    {
        for (int rank = 1; rank < replicas.Count; rank++)
        {
            Receive(rank);
        }
    }

    /// <summary>Copies a part of what is on device 0 to a rank's device; device 0 itself gets a view.</summary>
    public Tensor Scatter(int rank, Tensor whole_N, int start, int count)
    {
        Tensor part_N = whole_N.narrow(0, start, count);
        return rank == 0 ? part_N : part_N.to(whole_N.dtype, devices.Torch[rank], copy: true);
    }

    /// <summary>Copies scores of all ranks, in rank order, to device 0. Null stands for no images.</summary>
    public Tensor Gather(IEnumerable<Tensor?> parts_NK) => cat([.. parts_NK.OfType<Tensor>().Select(part_NK => part_NK.to(devices.Torch[0]))]);

    /// <summary>Adds all replicas' gradients to those of device 0, in rank order; to be called by rank 0 alone.</summary>
    public void SumGradients()
    {
        using IDisposable noGrad = no_grad();
        foreach (FlatGradients ofReplica in gradients.Skip(1))
        {
            using Tensor here = ofReplica.Buffer.to(devices.Torch[0]);
            Gradients.add_(here);
        }
    }

    public void Dispose() => Array.ForEach(gradients, ofReplica => ofReplica.Dispose());
}
