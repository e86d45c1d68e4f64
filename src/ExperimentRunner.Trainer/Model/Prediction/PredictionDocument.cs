using System.Text.Json.Serialization;

namespace ExperimentRunner.Trainer.Model.Prediction;

/// <summary>What <c>predict --format json</c> prints.</summary>
internal sealed record PredictionDocument
{
    [JsonRequired]
    public int Version { get; init; } = 1;

    /// <summary>The file of weights.</summary>
    public required string Model { get; init; }

    public required IReadOnlyList<Prediction> Images { get; init; }

    /// <summary>Files that hold no image that can be read.</summary>
    public required IReadOnlyList<string> Unreadable { get; init; }
}
