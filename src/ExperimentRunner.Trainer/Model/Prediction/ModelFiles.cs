using ExperimentRunner.Runs.Files;
using ExperimentRunner.Trainer.Devices;
using ExperimentRunner.Trainer.Model.Export;

namespace ExperimentRunner.Trainer.Model.Prediction;

/// <summary>Finds weights and labels of a model that a user names.</summary>
/// <param name="Weights">A file of weights.</param>
/// <param name="Labels">Read from the labels.json beside it.</param>
internal sealed record ModelFiles(string Weights, ModelLabels Labels)
{
    private const string ExportRemedy = "Train with `sweep --export`, or put a labels.json with version, image_size and classes there.";

    /// <param name="path">A run folder, a folder with a model, or a file of weights.</param>
    /// <exception cref="BadSpecException">Something of it is missing or can't be read.</exception>
    public static ModelFiles Find(string path)
    {
        (string weights, string labels) = Paths(path);
        if (!File.Exists(weights))
        {
            throw new BadSpecException($"{weights} is not there. {ExportRemedy}");
        }

        try
        {
            return WholeFile.ReadJson(labels, ModelJson.Default.ModelLabels) is { } read
                ? new ModelFiles(weights, read)
                : throw new BadSpecException($"{labels} is not there; without it nobody knows what the classes are called. {ExportRemedy}");
        }
        catch (InvalidDataException exception)
        {
            throw new BadSpecException(exception.Message, exception);
        }
    }

    private static (string Weights, string Labels) Paths(string path)
    {
        if (!Directory.Exists(path))
        {
            return (path, new ModelPaths(Path.GetDirectoryName(Path.GetFullPath(path))!).Labels);
        }

        ModelPaths ofRun = new RunPaths(path).Model;
        ModelPaths model = Directory.Exists(ofRun.Folder) ? ofRun : new ModelPaths(path);
        return (model.Weights, model.Labels);
    }
}
