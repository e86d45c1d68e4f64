using System.Text.Json.Serialization;

namespace ExperimentRunner.Trainer.Model.Export;

/// <summary>The content of <c>labels.json</c>: what must be known beside the weights to classify an image.</summary>
internal sealed record ModelLabels
{
    [JsonRequired]
    public int Version { get; init; } = 1;

    /// <summary>Null if no run trained the model.</summary>
    public string? RunId { get; init; }

    /// <summary>On the test images, 0 to 1; null if unknown.</summary>
    public double? Accuracy { get; init; }

    /// <summary>Side of the square that images are scaled to, in pixels.</summary>
    public required int ImageSize { get; init; }

    /// <summary>Names in label order.</summary>
    public required IReadOnlyList<string> Classes { get; init; }
}
