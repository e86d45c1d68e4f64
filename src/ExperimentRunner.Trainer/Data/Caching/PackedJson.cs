using System.Text.Json.Serialization;

namespace ExperimentRunner.Trainer.Data.Caching;

/// <summary>How the manifest of decoded images is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(PackedManifest))]
internal sealed partial class PackedJson : JsonSerializerContext;
