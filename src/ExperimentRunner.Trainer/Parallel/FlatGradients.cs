using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Parallel;

/// <summary>The gradients of one replica as views into one flat buffer, to which backward adds: one piece to send to other devices.</summary>
internal sealed class FlatGradients : IDisposable
{
    private readonly Tensor[] views;

    /// <summary>All gradients, fp32.</summary>
    /// <param name="buffer">Zeros in memory of a special kind, which this takes over; null takes memory of the replica's device.</param>
    public FlatGradients(Replica replica, Tensor? buffer = null)
        : this(replica, replica.Layout.Trained, ScalarType.Float32, buffer)
    {
    }

    /// <param name="part">Whose gradients: those of the parameters that lie there in the flat buffer of parameters.</param>
    /// <param name="type">That of the parameters there.</param>
    /// <inheritdoc cref="FlatGradients(Replica, Tensor?)"/>
    public FlatGradients(Replica replica, FlatSegment part, ScalarType type, Tensor? buffer = null)
    {
        FlatLayout layout = replica.Layout;
        Buffer = buffer ?? zeros(part.Length, type, replica.Parameters.device).DetachFromDisposeScope();
        int[] here = [.. Enumerable.Range(0, replica.ParameterList.Count).Where(index => part.Contains(layout.Segments[index]))];
        views = [.. here.Select(index => layout.View(Buffer, index, part.Start))];
        for (int i = 0; i < views.Length; i++)
        {
            replica.ParameterList[here[i]].grad = views[i];
        }
    }

    /// <summary>1-D, as long as the part.</summary>
    public Tensor Buffer { get; }

    public void Dispose()
    {
        Array.ForEach(views, view => view.Dispose());
        Buffer.Dispose();
    }
}
