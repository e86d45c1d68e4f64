using System.Text.Json.Serialization;
using ExperimentRunner.Runs.Events;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Usage;

namespace ExperimentRunner.Runs.Json;

/// <summary>How lines of a run folder are written, and what hashes are taken of: as <see cref="RunJson"/>, on one line.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    WriteIndented = false)]
[JsonSerializable(typeof(RunSpec))]
[JsonSerializable(typeof(RunEvent))]
[JsonSerializable(typeof(SystemSample))]
public sealed partial class CompactRunJson : JsonSerializerContext;
