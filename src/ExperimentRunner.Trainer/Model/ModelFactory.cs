using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Model.Weights;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Model;

/// <summary>Builds the model that a run asks for.</summary>
internal static class ModelFactory
{
    /// <summary>Draws fresh weights from the seed, then takes those of <paramref name="weights"/>; the same seed and file give the same weights.</summary>
    /// <param name="weights">What <see cref="ModelSpec.Weights"/> names, where it was read already; else it is read now.</param>
    /// <param name="normalize">How batch norm is applied; null takes it over the images given.</param>
    /// <exception cref="BadSpecException">There is no such model, or the weights are not for it.</exception>
    public static ResNet18 Create(ModelSpec spec, int classes, int seed, StartingWeights? weights = null, Normalization? normalize = null)
    {
        if (spec.Name != "resnet18")
        {
            throw new BadSpecException($"model.name is {spec.Name}; the only model is resnet18.");
        }

        random.manual_seed(seed);
        var model = new ResNet18(classes, spec.Width, spec.Stem, spec.ZeroInitResidual, normalize);
        (weights ?? StartingWeights.Of(spec))?.CopyTo(model);
        return model;
    }
}
