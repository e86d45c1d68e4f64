using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Devices;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Model;

/// <summary>Builds the model that a run asks for.</summary>
internal static class ModelFactory
{
    /// <summary>Draws fresh weights from the seed; the same seed gives the same weights.</summary>
    /// <exception cref="BadSpecException">There is no such model or weights.</exception>
    public static ResNet18 Create(ModelSpec spec, int classes, int seed)
    {
        if (spec.Name != "resnet18")
        {
            throw new BadSpecException($"model.name is {spec.Name}; the only model is resnet18.");
        }

        if (spec.Weights != "none")
        {
            throw new BadSpecException($"model.weights is {spec.Weights}; only none (fresh weights) can be used so far.");
        }

        random.manual_seed(seed);
        return new ResNet18(classes, spec.Width, spec.Stem, spec.ZeroInitResidual);
    }
}
