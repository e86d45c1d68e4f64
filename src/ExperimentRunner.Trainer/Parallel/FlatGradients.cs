using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Parallel;

/// <summary>The gradients of one replica as views into one flat buffer, to which backward adds: one piece to send to other devices.</summary>
internal sealed class FlatGradients : IDisposable
{
    private readonly Tensor[] views;

    public FlatGradients(Replica replica)
    {
        Buffer = zeros_like(replica.Parameters).DetachFromDisposeScope();
        views = [.. replica.ParameterList.Select((_, index) => replica.Layout.View(Buffer, index))];
        for (int i = 0; i < views.Length; i++)
        {
            replica.ParameterList[i].grad = views[i];
        }
    }

    /// <summary>fp32, shape [layout length].</summary>
    public Tensor Buffer { get; }

    public void Dispose()
    {
        Array.ForEach(views, view => view.Dispose());
        Buffer.Dispose();
    }
}
