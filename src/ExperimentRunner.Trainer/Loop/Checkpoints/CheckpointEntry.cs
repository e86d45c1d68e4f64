using System.Text.Json;

namespace ExperimentRunner.Trainer.Loop.Checkpoints;

/// <summary>A tensor of a checkpoint.</summary>
/// <param name="Begin">First byte in the file.</param>
internal sealed record CheckpointEntry(string Type, IReadOnlyList<long> Shape, long Begin)
{
    /// <param name="header">Of a safetensors file.</param>
    /// <param name="dataBegin">Where its tensors begin.</param>
    public static Dictionary<string, CheckpointEntry> All(JsonElement header, long dataBegin) => header.EnumerateObject()
        .Where(property => property.Name != "__metadata__")
        .ToDictionary(property => property.Name, property => new CheckpointEntry(
            property.Value.GetProperty("dtype").GetString()!,
            [.. property.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())],
            dataBegin + property.Value.GetProperty("data_offsets")[0].GetInt64()));
}
