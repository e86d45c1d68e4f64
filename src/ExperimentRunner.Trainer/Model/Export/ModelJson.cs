using System.Text.Json.Serialization;

namespace ExperimentRunner.Trainer.Model.Export;

/// <summary>How files of a model are written: snake_case, indented.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    WriteIndented = true)]
[JsonSerializable(typeof(ModelLabels))]
internal sealed partial class ModelJson : JsonSerializerContext;
