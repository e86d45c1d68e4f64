using System.Text.Json.Serialization;
using ExperimentRunner.Planning.Estimates;
using ExperimentRunner.Runs.Specs;
using ExperimentRunner.Runs.Sweeps;

namespace ExperimentRunner.Execution.Probes;

/// <summary>The content of a file of <c>artifacts/probes</c>: what was found out about a shape, and where.</summary>
internal sealed record KeptProbe
{
    public const int CurrentVersion = 1;

    public required int Version { get; init; }

    public required MachineFingerprint Machine { get; init; }

    public required RunSpec Spec { get; init; }

    public required ProbedShape Shape { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, WriteIndented = true)]
[JsonSerializable(typeof(KeptProbe))]
internal sealed partial class ProbeJson : JsonSerializerContext;
