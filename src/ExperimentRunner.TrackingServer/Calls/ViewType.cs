using ExperimentRunner.TrackingServer.Http;

namespace ExperimentRunner.TrackingServer.Calls;

/// <summary>Whether deleted things are wanted, as a condition on <c>lifecycle_stage</c>.</summary>
internal static class ViewType
{
    public static string Condition(RequestFields fields, string name) => fields.Text(name) switch
    {
        null or "" or "ACTIVE_ONLY" => "lifecycle_stage = 'active'",
        "DELETED_ONLY" => "lifecycle_stage = 'deleted'",
        "ALL" => "lifecycle_stage IN ('active', 'deleted')",
        _ => throw JsonTypeName.Wrong(name, fields.Find(name)!.Value),
    };
}
