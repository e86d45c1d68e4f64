using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ExperimentRunner.Trainer.Parallel;

/// <summary>
/// The model on one device. Its parameters are views into one flat buffer, which replicas on one CPU share, and its gradients views into
/// another, which is its own and to which backward adds.
/// </summary>
internal sealed class Replica : IDisposable
{
    private readonly Tensor[] gradientViews;
    private readonly bool ownsParameters;

    private Replica(int rank, Module<Tensor, Tensor> module, FlatLayout layout, Tensor parameters, bool ownsParameters)
    {
        Rank = rank;
        Module = module;
        Layout = layout;
        Parameters = parameters;
        this.ownsParameters = ownsParameters;
        Gradients = zeros_like(parameters).DetachFromDisposeScope();
        gradientViews = Bind();
    }

    public int Rank { get; }

    public Module<Tensor, Tensor> Module { get; }

    public FlatLayout Layout { get; }

    /// <summary>fp32, shape [layout length].</summary>
    public Tensor Parameters { get; }

    /// <summary>fp32, shape [layout length].</summary>
    public Tensor Gradients { get; }

    /// <summary>Moves a model to <paramref name="device"/> and gives it a buffer of its own.</summary>
    public static Replica Create(int rank, Module<Tensor, Tensor> module, Device device)
    {
        module.to(device);
        var layout = new FlatLayout(module.parameters());
        return new Replica(rank, module, layout, Flatten(module, layout, device), ownsParameters: true);
    }

    /// <summary>Makes a model of the same shape use this replica's parameters; its own values are dropped.</summary>
    public Replica Share(int rank, Module<Tensor, Tensor> module) => new(rank, module, Layout, Parameters, ownsParameters: false);

    public void Dispose()
    {
        Module.Dispose();
        Array.ForEach(gradientViews, view => view.Dispose());
        Gradients.Dispose();
        if (ownsParameters)
        {
            Parameters.Dispose();
        }
    }

    private static Tensor Flatten(Module<Tensor, Tensor> module, FlatLayout layout, Device device)
    {
        using IDisposable noGrad = no_grad();
        Tensor flat = zeros(layout.Length, ScalarType.Float32, device).DetachFromDisposeScope();
        int index = 0;
        foreach (Parameter parameter in module.parameters())
        {
            using Tensor view = layout.View(flat, index++);
            view.copy_(parameter);
        }

        return flat;
    }

    private Tensor[] Bind()
    {
        using IDisposable noGrad = no_grad();
        var views = new List<Tensor>();
        foreach (Parameter parameter in Module.parameters())
        {
            using Tensor value = Layout.View(Parameters, views.Count);
            parameter.set_(value);
            Tensor gradient = Layout.View(Gradients, views.Count);
            parameter.grad = gradient;
            views.Add(gradient);
        }

        return [.. views];
    }
}
