using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ExperimentRunner.TrackingServer.Answers;

/// <summary>How answers are written: snake_case, what is null left out, NaN as text.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ErrorEnvelope))]
[JsonSerializable(typeof(ExperimentIdEnvelope))]
[JsonSerializable(typeof(ExperimentEnvelope))]
[JsonSerializable(typeof(ExperimentsEnvelope))]
[JsonSerializable(typeof(RunEnvelope))]
[JsonSerializable(typeof(RunInfoEnvelope))]
[JsonSerializable(typeof(RunAnswer))]
[JsonSerializable(typeof(MetricsEnvelope))]
[JsonSerializable(typeof(MetricsOfRunsEnvelope))]
[JsonSerializable(typeof(DatasetSummariesEnvelope))]
[JsonSerializable(typeof(FilesEnvelope))]
[JsonSerializable(typeof(LoggedModelEnvelope))]
[JsonSerializable(typeof(LoggedModelsEnvelope))]
[JsonSerializable(typeof(Nothing))]
[JsonSerializable(typeof(ServerInfo))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(UiTelemetry))]
[JsonSerializable(typeof(AssistantSettings))]
[JsonSerializable(typeof(GatewayEndpoints))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(Dictionary<string, string?[]>), TypeInfoPropertyName = "QueryFields")]
internal sealed partial class ServerJson : JsonSerializerContext;
