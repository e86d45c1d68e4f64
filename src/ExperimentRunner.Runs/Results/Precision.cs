using System.Text.Json.Serialization;
using ExperimentRunner.Runs.Json;

namespace ExperimentRunner.Runs.Results;

/// <summary>The number format that convolutions and matrix products were really computed in.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<Precision>))]
public enum Precision
{
    Fp32,
    Bf16,
    Fp16,
}
