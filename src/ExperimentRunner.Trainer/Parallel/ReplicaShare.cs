using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Parallel;

/// <summary>Views on the part of a replica's buffers that one rank looks after.</summary>
internal sealed class ReplicaShare : IDisposable
{
    public ReplicaShare(Replica replica, int ranks, int ofRank)
    {
        (Start, Length) = replica.Layout.Share(ranks, ofRank);
        Parameters = replica.Parameters.narrow(0, Start, Length).DetachFromDisposeScope();
        Gradients = replica.Gradients.narrow(0, Start, Length).DetachFromDisposeScope();
    }

    /// <summary>First float of the share in the flat buffer.</summary>
    public long Start { get; }

    /// <summary>Floats of the share.</summary>
    public long Length { get; }

    public Tensor Parameters { get; }

    public Tensor Gradients { get; }

    public void Dispose()
    {
        Parameters.Dispose();
        Gradients.Dispose();
    }
}
