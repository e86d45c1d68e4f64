using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Devices;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ExperimentRunner.Trainer.Model.Weights;

/// <summary>The weights that a model starts from, in place of fresh ones.</summary>
internal sealed class StartingWeights
{
    private const string None = "none";
    private const string Head = "fc.";
    private const string HeadWeight = "fc.weight";

    private readonly string path;
    private readonly WeightFile file;

    private StartingWeights(string path, WeightFile file)
    {
        this.path = path;
        this.file = file;
    }

    /// <inheritdoc cref="WeightFile.Sha256"/>
    public string Sha256 => file.Sha256;

    /// <summary>Null if the run starts from fresh weights.</summary>
    /// <exception cref="BadSpecException">The file is not there, is broken, or holds what is refused.</exception>
    public static StartingWeights? Of(ModelSpec spec)
    {
        if (spec.Weights == None)
        {
            return null;
        }

        try
        {
            return Read(spec.Weights);
        }
        catch (BadWeightsException exception)
        {
            throw new BadSpecException($"model.weights: {exception.Message}", exception);
        }
    }

    /// <exception cref="BadWeightsException">The file is not there, is broken, or holds what is refused.</exception>
    public static StartingWeights Read(string path) => new(path, WeightFile.Read(path));

    /// <summary>Shape of a tensor of the file; null if it is not in it.</summary>
    public IReadOnlyList<long>? ShapeOf(string name) => file.Tensors.GetValueOrDefault(name)?.Shape;

    /// <summary>Says that the last layer starts anew; null if it comes from the file.</summary>
    /// <param name="classes">That the run has.</param>
    public string? HeadWarning(int classes) => ShapeOf(HeadWeight) switch
    {
        null => $"{Path.GetFileName(path)} has no last layer (fc): it starts from fresh weights, all others from the file.",
        [var ofFile, _] when ofFile != classes => $"The last layer (fc) of {Path.GetFileName(path)} is for {ofFile} classes and this run has {classes}: it starts from fresh weights, all others from the file.",
        _ => null,
    };

    /// <summary>Copies the file's tensors into a model of fresh weights.</summary>
    /// <exception cref="BadSpecException">They are those of another architecture; the message lists what differs.</exception>
    public void CopyTo(Module<Tensor, Tensor> model)
    {
        using IDisposable noGrad = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, Tensor> state = model.state_dict();
        Dictionary<string, StoredTensor> stored = new(file.Tensors);
        if (KeepsFreshHead(state[HeadWeight].shape))
        {
            foreach (string name in state.Keys.Where(name => name.StartsWith(Head, StringComparison.Ordinal)).ToArray())
            {
                state.Remove(name);
                stored.Remove(name);
            }
        }

        var fit = new WeightFit(state.ToDictionary(entry => entry.Key, entry => entry.Value.shape), stored);
        if (!fit.IsGood)
        {
            throw new BadSpecException(
                $"model.weights: the tensors of {path} are not those of this model: {fit.Differences}. Use weights of the same model.name, model.stem and model.width.");
        }

        foreach ((string name, StoredTensor tensor) in stored)
        {
            Copy(name, tensor, state[name]);
        }
    }

    /// <summary>A head for other classes is replaced; one for other features is a fault of the file like any other.</summary>
    private bool KeepsFreshHead(long[] headShape) =>
        HeadWarning((int)headShape[0]) is not null && (ShapeOf(HeadWeight) is not { } shape || shape[1] == headShape[1]);

    private void Copy(string name, StoredTensor from, Tensor to)
    {
        try
        {
            using Tensor values = WeightFit.IsBatchCounter(name) ? tensor(from.ToLongs()) : tensor(from.ToFloats());
            to.copy_(values.reshape(to.shape));
        }
        catch (BadWeightsException exception)
        {
            throw new BadSpecException($"model.weights: {name} of {path} {exception.Message}.", exception);
        }
    }
}
