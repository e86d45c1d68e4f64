using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Parallel;

/// <summary>Views on the part of a replica's buffers that one rank looks after.</summary>
internal sealed class ReplicaShare : IDisposable
{
    public ReplicaShare(Replica replica, FlatGradients gradients, FlatSegment share)
    {
        Parameters = replica.Parameters.narrow(0, share.Start, share.Length).DetachFromDisposeScope();
        Gradients = gradients.Buffer.narrow(0, share.Start, share.Length).DetachFromDisposeScope();
    }

    public Tensor Parameters { get; }

    public Tensor Gradients { get; }

    public void Dispose()
    {
        Parameters.Dispose();
        Gradients.Dispose();
    }
}
