namespace ExperimentRunner.Trainer.Data.Caching;

/// <summary>What a file of decoded images says of them. Names and labels are those of the source folder that its key was made from.</summary>
internal sealed record PackedManifest
{
    public required int Version { get; init; }

    /// <summary>A <see cref="CacheKey"/>.</summary>
    public required string Key { get; init; }

    /// <summary>Side in pixels.</summary>
    public required int Size { get; init; }

    /// <summary>Places for images, those of broken ones included.</summary>
    public required int Images { get; init; }

    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>Rising places of images that can't be decoded; their pixels are all 0.</summary>
    public required IReadOnlyList<int> Broken { get; init; }
}
