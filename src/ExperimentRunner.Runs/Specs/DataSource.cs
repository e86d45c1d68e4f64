using System.Text.Json.Serialization;
using ExperimentRunner.Runs.Json;

namespace ExperimentRunner.Runs.Specs;

/// <summary>Where images come from.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<DataSource>))]
public enum DataSource
{
    /// <summary>Fruit and vegetables drawn at run time from a seed.</summary>
    Synthetic,

    /// <summary>ROOT/{train,test}/CLASS/*.jpg|jpeg|png.</summary>
    ImageFolder,

    /// <summary>Fixed random tensors in memory, for timing compute alone.</summary>
    Random,
}
