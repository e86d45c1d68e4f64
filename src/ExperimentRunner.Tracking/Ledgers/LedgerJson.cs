using System.Text.Json.Serialization;

namespace ExperimentRunner.Tracking.Ledgers;

/// <summary>How <c>tracking.json</c> is written: snake_case, indented.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    WriteIndented = true)]
[JsonSerializable(typeof(SweepLedger))]
[JsonSerializable(typeof(RunLedger))]
internal sealed partial class LedgerJson : JsonSerializerContext;
