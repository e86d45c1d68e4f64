using System.Text.Json;
using ExperimentRunner.TrackingServer.Http;

namespace ExperimentRunner.TrackingServer.Calls;

/// <summary>Whether deleted things are wanted, as a condition on <c>lifecycle_stage</c>, by name or by the number that protobuf gives it.</summary>
internal static class ViewType
{
    public static string Condition(RequestFields fields, string name)
    {
        JsonElement? value = fields.Find(name);
        return (value is { ValueKind: JsonValueKind.Number } ? value.Value.GetRawText() : fields.Text(name)) switch
        {
            null or "" or "ACTIVE_ONLY" or "1" => "lifecycle_stage = 'active'",
            "DELETED_ONLY" or "2" => "lifecycle_stage = 'deleted'",
            "ALL" or "3" => "lifecycle_stage IN ('active', 'deleted')",
            _ => throw MlflowFault.WrongType(name, value!.Value),
        };
    }
}
