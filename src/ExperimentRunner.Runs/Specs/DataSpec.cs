using System.Text.Json.Serialization;

namespace ExperimentRunner.Runs.Specs;

/// <summary>The images of a run.</summary>
public sealed record DataSpec
{
    [JsonRequired]
    public DataSource Source { get; init; } = DataSource.Synthetic;

    /// <summary>Root of an image folder, absolute; null for the other sources.</summary>
    public string? Path { get; init; }

    /// <summary>Side of the square that images are scaled to, in pixels; 8 to 1024.</summary>
    [JsonRequired]
    public int ImageSize { get; init; } = 64;

    /// <summary>Classes that a generated source has; 2 to 1000. An image folder has as many as it has folders.</summary>
    [JsonRequired]
    public int Classes { get; init; } = 8;

    /// <summary>Training images that a generated source has.</summary>
    [JsonRequired]
    public int TrainImages { get; init; } = 400;

    /// <summary>Test images that a generated source has.</summary>
    [JsonRequired]
    public int TestImages { get; init; } = 160;

    [JsonRequired]
    public Augmentation Augment { get; init; } = Augmentation.Flip;

    /// <summary>Least share of the area that <see cref="Augmentation.Crop"/> keeps; above 0, at most 1.</summary>
    [JsonRequired]
    public double CropScale { get; init; } = 0.08;

    /// <summary>Strength of random brightness, contrast and saturation, as torchvision's ColorJitter(s, s, s); 0 (off) to 1.</summary>
    [JsonRequired]
    public double ColorJitter { get; init; }

    /// <summary>Loader threads of each device; 0 chooses by the cores that no device computes on, 1 to 4. At most 64.</summary>
    [JsonRequired]
    public int Workers { get; init; }
}
