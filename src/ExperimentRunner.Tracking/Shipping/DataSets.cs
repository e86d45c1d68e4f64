using System.Text.Json;
using System.Text.Json.Nodes;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Tracking.Ledgers;
using ExperimentRunner.Tracking.Mlflow;

namespace ExperimentRunner.Tracking.Shipping;

/// <summary>The images of a run as data sets. Their digests are of what the spec says of them and of the images and classes that were found, not of pixels.</summary>
internal static class DataSets
{
    private const int DigestCharacters = 16;

    public static IReadOnlyList<MlflowDatasetInput> Of(RunSpec spec, UsedSettings used) =>
    [
        MlflowDatasetInput.For(Of(spec, used, "train", used.TrainImages), "training"),
        MlflowDatasetInput.For(Of(spec, used, "test", used.TestImages), "evaluation"),
    ];

    private static MlflowDataset Of(RunSpec spec, UsedSettings used, string part, int images) => new()
    {
        Name = $"{NameOf(spec.Data)}-{part}",
        Digest = Digest(spec, used, part, images),
        SourceType = "local",
        Source = new JsonObject { ["uri"] = spec.Data.Path is { } path ? $"{path}/{part}" : SourceOf(spec) }.ToJsonString(),
        Profile = new JsonObject { ["num_rows"] = images, ["num_classes"] = used.Classes.Count, ["image_size"] = spec.Data.ImageSize }.ToJsonString(),
    };

    private static string NameOf(DataSpec data) => data.Path is { } path ? Path.GetFileName(path.TrimEnd('/', '\\')) : JsonNamingPolicy.SnakeCaseLower.ConvertName(data.Source.ToString());

    private static string SourceOf(RunSpec spec) => $"generated:{JsonNamingPolicy.SnakeCaseLower.ConvertName(spec.Data.Source.ToString())}";

    private static string Digest(RunSpec spec, UsedSettings used, string part, int images)
    {
        JsonNode data = JsonSerializer.SerializeToNode(spec, CompactRunJson.Default.RunSpec)!["data"]!;
        string text = $"{part}\n{images}\n{string.Join('\0', used.Classes)}\n{data.ToJsonString()}";
        return ContentHash.Of(text)[..DigestCharacters];
    }
}
