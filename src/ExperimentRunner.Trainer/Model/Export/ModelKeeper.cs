using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Specs;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ExperimentRunner.Trainer.Model.Export;

/// <summary>Holds the weights that were evaluated last, on the host, so that what is exported is what was measured: their moving average, if one is kept.</summary>
internal sealed class ModelKeeper : IDisposable
{
    private readonly Dictionary<string, Tensor> state = [];

    /// <summary>Copies all tensors of a model.</summary>
    public void Keep(Module model)
    {
        using IDisposable noGrad = no_grad();
        foreach ((string name, Tensor tensor) in model.state_dict())
        {
            if (!state.TryGetValue(name, out Tensor? kept))
            {
                kept = empty(tensor.shape, tensor.dtype).DetachFromDisposeScope();
                state.Add(name, kept);
            }

            kept.copy_(tensor);
        }
    }

    /// <inheritdoc cref="ExportedModel.Write"/>
    public void Export(ModelSpec spec, ModelLabels labels, ModelPaths paths)
    {
        using var model = new ExportedModel(spec, labels, state);
        model.Write(paths);
    }

    public void Dispose()
    {
        foreach (Tensor tensor in state.Values)
        {
            tensor.Dispose();
        }
    }
}
