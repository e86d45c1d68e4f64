using ExperimentRunner.Trainer.Model.Weights;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Tests.Model.Fixtures;

/// <summary>Files that make_fixtures.py wrote with PyTorch and torchvision.</summary>
internal static class Fixture
{
    /// <summary>Of the narrow ResNet18 in the fixtures.</summary>
    public const int Width = 2;

    public const int Classes = 5;

    public static string Path(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "Model", "Fixtures", name);

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path(name));

    /// <summary>A tensor that PyTorch computed.</summary>
    public static Tensor Output(string stem, string name)
    {
        StoredTensor stored = WeightFile.Read(Path($"{stem}-outputs.safetensors")).Tensors[name];
        return tensor(stored.ToFloats()).reshape([.. stored.Shape]);
    }
}
