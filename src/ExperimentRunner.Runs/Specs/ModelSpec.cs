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

    /// <summary>Starts each residual branch as zero, by the last batch norm of each block (Goyal et al. 2017, arXiv:1706.02677, section 5.1).</summary>
    [JsonRequired]
    public bool ZeroInitResidual { get; init; }
}
