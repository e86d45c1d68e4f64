using System.Text.Json.Serialization;

namespace ExperimentRunner.Runs.Specs;

/// <summary>The network of a run.</summary>
public sealed record ModelSpec
{
    /// <summary>Only <c>resnet18</c> so far.</summary>
    [JsonRequired]
    public string Name { get; init; } = "resnet18";

    /// <summary>Where the first weights come from: <c>none</c> is a fresh initialisation from the seed.</summary>
    [JsonRequired]
    public string Weights { get; init; } = "none";

    [JsonRequired]
    public Stem Stem { get; init; } = Stem.Imagenet;

    /// <summary>Channels of the first stage; the next ones have 2, 4 and 8 times as many. 64 is ResNet18; 1 to 512.</summary>
    [JsonRequired]
    public int Width { get; init; } = 64;
}
