using System.Text.Json.Serialization;
using ExperimentRunner.Runs.Json;

namespace ExperimentRunner.Runs.Specs;

/// <summary>The first layers of a ResNet.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<Stem>))]
public enum Stem
{
    /// <summary>7x7 convolution of stride 2 and 3x3 max pooling of stride 2 (He et al. 2015).</summary>
    Imagenet,

    /// <summary>3x3 convolution of stride 1 and no pooling, for images of about 32 pixels.</summary>
    Cifar,
}
