using ExperimentRunner.Trainer.Devices;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Parallel.Nccl;

/// <summary>
/// One all-reduce of the flat gradients over all GPUs of all processes; each rank then updates all of its own parameters, as in
/// DistributedDataParallel. All ranks get the same sum bit for bit, so parameters need no exchange.
/// </summary>
internal sealed unsafe class NcclExchange : IReplicaExchange
{
    private readonly NcclCommunicators communicators;
    private readonly ComputeDevices devices;
    private readonly FlatGradients[] gradients;
    private readonly Tensor[] parameters;
    private readonly CancellationTokenRegistration abort;

    /// <param name="barrier">Aborted when a rank of this process fails, for which the others would else wait inside NCCL.</param>
    public NcclExchange(ReplicaSet replicas, ComputeDevices devices, NcclCommunicators communicators, RankBarrier barrier)
    {
        this.communicators = communicators;
        this.devices = devices;
        gradients = [.. replicas.Select(replica => new FlatGradients(replica))];
        parameters = [.. replicas.Select(replica => replica.Parameters.narrow(0, 0, replica.Layout.TrainedEnd).DetachFromDisposeScope())];
        abort = barrier.Aborted.Register(() => communicators.Abort("Another rank failed."));
    }

    public FlatSegment Share(int rank) => new(0, gradients[rank].Buffer.numel());

    public Tensor GradientShare(int rank) => gradients[rank].Buffer;

    public Tensor ParameterShare(int rank) => parameters[rank];

    public void SumGradients(int rank)
    {
        Tensor buffer = gradients[rank].Buffer;
        communicators.AllReduce(rank, TensorMemory.DeviceFloats(buffer), buffer.numel());
        devices.Synchronize(rank);
        communicators.ThrowIfAborted();
    }

    public void SpreadParameters(int rank) => gradients[rank].Buffer.zero_();

    public void Dispose()
    {
        abort.Dispose();
        communicators.Dispose();
        Array.ForEach(parameters, ofReplica => ofReplica.Dispose());
        Array.ForEach(gradients, ofReplica => ofReplica.Dispose());
    }
}
