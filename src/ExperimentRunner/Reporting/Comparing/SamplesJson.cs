using System.Text.Json.Serialization;

namespace ExperimentRunner.Reporting.Comparing;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(SweepSamples))]
internal sealed partial class SamplesJson : JsonSerializerContext;
