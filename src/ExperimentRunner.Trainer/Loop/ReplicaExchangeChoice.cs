using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Parallel;
using ExperimentRunner.Trainer.Parallel.Nccl;

namespace ExperimentRunner.Trainer.Loop;

/// <summary>How replicas with buffers of their own meet: by NCCL where there is one, else by libtorch's copies.</summary>
/// <param name="Warning">Set where it is not the way that one would want.</param>
internal sealed record ReplicaExchangeChoice(IReplicaExchange Exchange, string? Warning = null)
{
    /// <param name="library">Null if there is no NCCL.</param>
    /// <exception cref="BadSpecException">Several processes, and no NCCL.</exception>
    public static ReplicaExchangeChoice Of(
        NcclLibrary? library, ReplicaSet replicas, ComputeDevices devices, ICollective processes, RankBarrier barrier, TimeProvider time)
    {
        int ranks = replicas.Count * processes.Size;
        if (library is not null && ranks > 1)
        {
            return new ReplicaExchangeChoice(new NcclExchange(replicas, devices, NcclCommunicators.Connect(library, devices, processes, rank => Use(devices, rank), time), barrier));
        }

        if (processes.Size > 1)
        {
            throw new BadSpecException($"train.parallel: processes on CUDA needs NCCL, but {NcclLibrary.DefaultFile} can't be loaded. Install it (`apt-get install libnccl2`) or use `parallel: replicas`.");
        }

        return new ReplicaExchangeChoice(
            new DeviceCopyExchange(replicas, devices, barrier),
            ranks > 1 ? $"{NcclLibrary.DefaultFile} can't be loaded, so GPUs exchange gradients by copies, which is slower. Install NCCL (`apt-get install libnccl2`)." : null);
    }

    private static void Use(ComputeDevices devices, int rank)
    {
        if (devices.Backend == Backend.Cuda)
        {
            CudaDriver.Use(devices.Torch[rank].index);
        }
    }
}
