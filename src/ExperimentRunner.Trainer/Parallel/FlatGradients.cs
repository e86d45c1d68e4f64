using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Parallel;

/// <summary>The gradients of one replica as views into one flat buffer, to which backward adds: one piece to send to other devices.</summary>
internal sealed class FlatGradients : IDisposable
{
    private readonly Tensor[] views;

    /// <param name="buffer">Zeros in memory of a special kind, which this takes over; null takes memory of the replica's device.</param>
    public FlatGradients(Replica replica, Tensor? buffer = null)
    {
        FlatLayout layout = replica.Layout;
        Buffer = buffer ?? zeros(layout.TrainedEnd, ScalarType.Float32, replica.Parameters.device).DetachFromDisposeScope();
        int[] trained = [.. Enumerable.Range(0, replica.ParameterList.Count).Where(layout.IsTrained)];
        views = [.. trained.Select(index => layout.View(Buffer, index))];
        for (int i = 0; i < views.Length; i++)
        {
            replica.ParameterList[trained[i]].grad = views[i];
        }
    }

    /// <summary>fp32, shape [end of what is trained].</summary>
    public Tensor Buffer { get; }

    public void Dispose()
    {
        Array.ForEach(views, view => view.Dispose());
        Buffer.Dispose();
    }
}
