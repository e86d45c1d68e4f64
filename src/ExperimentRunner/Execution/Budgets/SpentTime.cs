using System.Text.Json.Serialization;

namespace ExperimentRunner.Execution.Budgets;

/// <summary>The content of <c>spent.json</c>: what a sweep had used when its last session began.</summary>
/// <param name="JournalBytes">How much of the journal is counted.</param>
/// <param name="DeviceSeconds">Devices x seconds of all attempts in it.</param>
internal sealed record SpentTime(int Version, long JournalBytes, double DeviceSeconds)
{
    public const int CurrentVersion = 1;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SpentTime))]
internal sealed partial class BudgetJson : JsonSerializerContext;
