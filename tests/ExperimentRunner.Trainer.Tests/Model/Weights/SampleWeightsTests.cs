using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Testing;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Model;
using ExperimentRunner.Trainer.Model.Weights;

namespace ExperimentRunner.Trainer.Tests.Model.Weights;

/// <summary>Files that other people made, from ../shared/weights.</summary>
public sealed class SampleWeightsTests
{
    [SkippableTheory]
    [InlineData("resnet20-12fca82f.th", 20, 0.27)]
    [InlineData("resnet56-4bfd9763.th", 56, 0.85)]
    public void The_cifar_resnets_of_2018_are_read(string file, int layers, double millions)
    {
        IReadOnlyDictionary<string, StoredTensor> tensors = WeightFile.Read(Find("akamaster_cifar_resnet", file)).Tensors;

        // All layers but the last are convolutions; the millions of parameters are those of He et al. 2015, table 6.
        Assert.Equal(layers - 1, tensors.Count(tensor => tensor.Value.Shape.Count == 4));
        Assert.Equal(millions, 1e-6 * tensors.Where(tensor => !tensor.Key.Contains("running_", StringComparison.Ordinal)).Sum(tensor => (long)tensor.Value.Elements), tolerance: 0.005);
        Assert.All(tensors.Values.Where(tensor => tensor.Type == ElementType.Float32), tensor => Assert.All(tensor.ToFloats(), value => Assert.True(float.IsFinite(value))));
    }

    [SkippableFact]
    public void Another_architecture_is_refused_with_what_differs()
    {
        var spec = new ModelSpec { Weights = Find("akamaster_cifar_resnet", "resnet20-12fca82f.th"), Stem = Stem.Cifar };

        string message = Assert.Throws<BadSpecException>(() => ModelFactory.Create(spec, classes: 10, seed: 1)).Message;

        Assert.Contains("missing (", message, StringComparison.Ordinal);
        Assert.Contains("layer2.0.downsample.0.weight", message, StringComparison.Ordinal);
        Assert.Contains("unexpected (", message, StringComparison.Ordinal);
        Assert.Contains("conv1.weight is [16, 3, 3, 3] and must be [64, 3, 3, 3]", message, StringComparison.Ordinal);
        Assert.Contains("Use weights of the same model.name, model.stem and model.width.", message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Files_of_python_and_of_the_bridge_hold_the_same_tensors()
    {
        IReadOnlyDictionary<string, StoredTensor> zip = WeightFile.Read(Find("pybridge_samples", "tensors.pth")).Tensors;
        IReadOnlyDictionary<string, StoredTensor> safetensors = WeightFile.Read(Find("pybridge_samples", "tensors.safetensors")).Tensors;

        Assert.NotEmpty(zip);
        Assert.Equal(zip.Keys.Order(StringComparer.Ordinal), safetensors.Keys.Order(StringComparer.Ordinal));
        Assert.All(zip, tensor => Assert.Equal(tensor.Value.ToLongs(), safetensors[tensor.Key].ToLongs()));
    }

    [SkippableFact]
    public void The_state_of_an_optimizer_is_read_and_found_to_be_no_weights()
    {
        string[] files = Directory.GetFiles(Path.GetDirectoryName(Find("pybridge_samples", "sgd_load.pth"))!, "*_load.pth");
        string[] optimizers = [.. files.Where(file => !file.EndsWith("module_load.pth", StringComparison.Ordinal))];

        Assert.NotEmpty(optimizers);
        Assert.All(optimizers, file => Assert.Contains("holds no tensors by name", Assert.Throws<BadWeightsException>(() => WeightFile.Read(file)).Message, StringComparison.Ordinal));
    }

    private static string Find(params string[] parts)
    {
        string? shared = Repository.Beside("shared");
        string path = Path.Combine([shared ?? "", "weights", .. parts]);
        Skip.IfNot(File.Exists(path), $"The sample ../shared/weights/{string.Join('/', parts)} is not on this machine.");
        return path;
    }
}
