using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Trainer.Model.Weights.Safetensors;
using static TorchSharp.torch;

namespace ExperimentRunner.Trainer.Model.Export;

/// <summary>A trained model on its way into files that others can read: safetensors with torchvision's names, TorchSharp's own format, labels.json.</summary>
internal sealed class ExportedModel : IDisposable
{
    private readonly ResNet18 model;
    private readonly ModelLabels labels;

    /// <param name="state">The model's tensors, on any device and in any memory format; they are copied.</param>
    public ExportedModel(ModelSpec spec, ModelLabels labels, IReadOnlyDictionary<string, Tensor> state)
    {
        using IDisposable noGrad = no_grad();
        this.labels = labels;
        model = new ResNet18(labels.Classes.Count, spec.Width, spec.Stem);
        foreach ((string name, Tensor tensor) in model.state_dict())
        {
            tensor.copy_(state[name]);
        }

        model.eval();
    }

    /// <summary>Writes the folder whole or not at all; an older one is replaced.</summary>
    /// <exception cref="IOException">The disk is full, say; what was there is still there.</exception>
    public void Write(ModelPaths paths)
    {
        ModelPaths temporary = new($"{paths.Folder}.{Guid.NewGuid():N}.tmp");
        Directory.CreateDirectory(temporary.Folder);
        try
        {
            WriteSafetensors(temporary.Weights);
            model.save(temporary.TorchSharp);
            WholeFile.WriteJson(temporary.Labels, labels, ModelJson.Default.ModelLabels);
            Replace(paths.Folder, temporary.Folder);
        }
        finally
        {
            if (Directory.Exists(temporary.Folder))
            {
                Directory.Delete(temporary.Folder, recursive: true);
            }
        }
    }

    public void Dispose() => model.Dispose();

    /// <summary>Renames both, so that a model is there at all times but one moment; only then is the old one deleted.</summary>
    private static void Replace(string folder, string by)
    {
        string old = $"{folder}.{Guid.NewGuid():N}.tmp";
        bool isThere = Directory.Exists(folder);
        if (isThere)
        {
            Directory.Move(folder, old);
        }

        Directory.Move(by, folder);
        if (isThere)
        {
            Directory.Delete(old, recursive: true);
        }
    }

    private void WriteSafetensors(string path)
    {
        TensorToStore[] tensors = [.. model.state_dict().Select(entry => Stored(entry.Key, entry.Value)).OrderByDescending(tensor => tensor.Type == "I64")];
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        SafetensorsWriter.Write(file, tensors, Metadata());
        file.Flush(flushToDisk: true);
    }

    /// <summary>What safetensors keeps beside tensors is text; "format" is what PyTorch's own writers say.</summary>
    private Dictionary<string, string> Metadata()
    {
        var metadata = new Dictionary<string, string>
        {
            ["format"] = "pt",
            ["classes"] = JsonSerializer.Serialize([.. labels.Classes], MetadataJson.Default.StringArray),
            ["image_size"] = labels.ImageSize.ToString(CultureInfo.InvariantCulture),
        };
        if (labels.Accuracy is { } accuracy)
        {
            metadata.Add("accuracy", accuracy.ToString(CultureInfo.InvariantCulture));
        }

        if (labels.RunId is { } runId)
        {
            metadata.Add("run_id", runId);
        }

        return metadata;
    }

    private static TensorToStore Stored(string name, Tensor tensor) => tensor.dtype == ScalarType.Int64
        ? Of<long>(name, "I64", tensor)
        : Of<float>(name, "F32", tensor);

    private static TensorToStore Of<T>(string name, string type, Tensor tensor)
        where T : unmanaged => new(name, type, tensor.shape, tensor.numel() * tensor.ElementSize, target => target.Write(MemoryMarshal.AsBytes<T>(tensor.data<T>().ToArray())));
}
