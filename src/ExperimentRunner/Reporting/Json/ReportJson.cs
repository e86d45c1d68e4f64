using System.Text.Json.Serialization;

namespace ExperimentRunner.Reporting.Json;

/// <summary>How report.json is written: snake_case, indented, unknown figures as null; a NaN would be an exception.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(ReportDocument))]
[JsonSerializable(typeof(RunDocument))]
internal sealed partial class ReportJson : JsonSerializerContext;
