namespace ExperimentRunner.Runs.Files;

/// <summary>Every file name of a folder that holds a trained model.</summary>
public sealed record ModelPaths(string Folder)
{
    /// <summary>For everybody: names and shapes as torchvision has them.</summary>
    public string Weights => Path.Combine(Folder, "model.safetensors");

    /// <summary>For TorchSharp's Module.load.</summary>
    public string TorchSharp => Path.Combine(Folder, "model.dat");

    /// <summary>Names of the classes, and the size of images.</summary>
    public string Labels => Path.Combine(Folder, "labels.json");
}
