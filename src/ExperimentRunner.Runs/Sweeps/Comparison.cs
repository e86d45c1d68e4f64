using System.Text.Json.Serialization;
using ExperimentRunner.Runs.Json;

namespace ExperimentRunner.Runs.Sweeps;

/// <summary>How a figure is held against a bound.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<Comparison>))]
public enum Comparison
{
    AtLeast,
    AtMost,
    Above,
    Below,
}
