using System.Text.Json.Serialization;
using ExperimentRunner.Runs.Json;

namespace ExperimentRunner.Runs.Specs;

/// <summary>What of the model is not trained.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<Freeze>))]
public enum Freeze
{
    None,

    /// <summary>All but the last layer: transfer learning. Batch norm keeps the statistics that it came with.</summary>
    Backbone,
}
