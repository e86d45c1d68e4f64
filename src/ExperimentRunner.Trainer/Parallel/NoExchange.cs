using ExperimentRunner.Trainer.Devices;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Parallel;

/// <summary>
/// For a probe: replicas with buffers of their own that meet at the end of a step and tell each other nothing. Each updates its share from its
/// own gradients, so that all of a step is done but moving gradients and parameters. Has not run on GPUs yet.
/// </summary>
internal sealed class NoExchange : IReplicaExchange
{
    private readonly ComputeDevices devices;
    private readonly RankBarrier barrier;
    private readonly FlatLayout layout;
    private readonly int ranks;
    private readonly FlatGradients[] gradients;
    private readonly ReplicaShare[] shares;

    /// <param name="ranks">Of all processes: each looks after so large a part.</param>
    public NoExchange(ReplicaSet replicas, ComputeDevices devices, RankBarrier barrier, int ranks)
    {
        this.devices = devices;
        this.barrier = barrier;
        this.ranks = ranks;
        layout = replicas[0].Layout;
        gradients = [.. replicas.Select(replica => new FlatGradients(replica))];
        shares = [.. replicas.Select(replica => new ReplicaShare(replica, gradients[replica.Rank], Share(replica.Rank)))];
    }

    public FlatSegment Share(int rank) => layout.Share(ranks, rank);

    public Tensor GradientShare(int rank) => shares[rank].Gradients;

    public Tensor ParameterShare(int rank) => shares[rank].Parameters;

    public void SumGradients(int rank) => Meet(rank);

    public void SpreadParameters(int rank)
    {
        using (no_grad())
        {
            gradients[rank].Buffer.zero_();
        }

        Meet(rank);
    }

    public void Dispose()
    {
        Array.ForEach(shares, share => share.Dispose());
        Array.ForEach(gradients, ofReplica => ofReplica.Dispose());
    }

    private void Meet(int rank)
    {
        devices.Synchronize(rank);
        barrier.Meet();
    }
}
