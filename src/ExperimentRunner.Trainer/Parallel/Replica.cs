using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Devices;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ExperimentRunner.Trainer.Parallel;

/// <summary>The model on one device. Its parameters are views into one flat buffer, which replicas on one CPU share.</summary>
internal sealed class Replica : IDisposable
{
    private readonly bool ownsParameters;
    private Tensor? copiedWeights;

    private Replica(int rank, Module<Tensor, Tensor> module, FlatLayout layout, Tensor parameters, bool ownsParameters)
    {
        Rank = rank;
        Module = module;
        Layout = layout;
        Parameters = parameters;
        this.ownsParameters = ownsParameters;
        ParameterList = [.. module.parameters()];
        Bind(parameters, layout.Everything);
    }

    public int Rank { get; }

    public Module<Tensor, Tensor> Module { get; }

    public FlatLayout Layout { get; }

    /// <summary>fp32, shape [layout length].</summary>
    public Tensor Parameters { get; }

    /// <summary>The module's parameters, in the order of the layout's segments.</summary>
    public IReadOnlyList<Parameter> ParameterList { get; }

    /// <summary>The weights of convolutions are in channels_last, and activations follow them.</summary>
    public bool UsesChannelsLast => ParameterList.Any(parameter => parameter.dim() == 4 && !parameter.is_contiguous());

    /// <summary>Moves a model to <paramref name="device"/> and gives it a buffer of its own.</summary>
    public static Replica Create(int rank, Module<Tensor, Tensor> module, Device device, MemoryFormat format = MemoryFormat.ChannelsLast)
    {
        var layout = new FlatLayout(module.parameters(), format);
        module.to(device);
        return new Replica(rank, module, layout, Flatten(module, layout, device), ownsParameters: true);
    }

    /// <summary>Makes a model of the same shape use this replica's parameters; its own values are dropped.</summary>
    public Replica Share(int rank, Module<Tensor, Tensor> module) => new(rank, module, Layout, Parameters, ownsParameters: false);

    /// <summary>Makes the module compute with a copy of its trained weights of convolutions and linear layers, whose gradients are then of the copy's type.</summary>
    /// <param name="weights">Of any type, as long as <see cref="FlatLayout.WeightsEnd"/>, outliving this; null makes it compute with <see cref="Parameters"/>.</param>
    public void ComputeWith(Tensor? weights)
    {
        copiedWeights = weights;
        Bind(weights ?? Parameters, Layout.Weights);
    }

    /// <summary>Does something while the module has all of its parameters in fp32.</summary>
    public void InFp32(Action<Module<Tensor, Tensor>> action)
    {
        Bind(Parameters, Layout.Weights);
        action(Module);
        Bind(copiedWeights ?? Parameters, Layout.Weights);
    }

    public void Dispose()
    {
        Module.Dispose();
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

    private void Bind(Tensor flat, FlatSegment part)
    {
        for (int i = 0; i < ParameterList.Count; i++)
        {
            if (part.Contains(Layout.Segments[i]))
            {
                using Tensor values = Layout.View(flat, i);
                ParameterValues.Replace(ParameterList[i], values);
            }
        }
    }
}
