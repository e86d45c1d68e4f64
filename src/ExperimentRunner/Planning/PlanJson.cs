using System.Text.Json;
using System.Text.Json.Serialization;

namespace ExperimentRunner.Planning;

/// <summary>How <c>plan --format json</c> is written: snake_case, indented.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(PlanView))]
internal sealed partial class PlanJson : JsonSerializerContext
{
    public static string Write(PlanView plan) => JsonSerializer.Serialize(plan, Default.PlanView);
}
