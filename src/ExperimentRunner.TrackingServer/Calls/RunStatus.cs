using System.Text.Json;
using ExperimentRunner.TrackingServer.Http;

namespace ExperimentRunner.TrackingServer.Calls;

/// <summary>The states of a run, by name or by the number that protobuf gives them.</summary>
internal static class RunStatus
{
    public const string Running = "RUNNING";

    private static readonly IReadOnlyList<string> InOrder = [Running, "SCHEDULED", "FINISHED", "FAILED", "KILLED"];

    /// <summary>Null if absent or not known, which MLflow ignores.</summary>
    public static string? Of(RequestFields fields) => fields.Find("status") switch
    {
        { ValueKind: JsonValueKind.String } name => InOrder.FirstOrDefault(known => known == name.GetString()),
        { ValueKind: JsonValueKind.Number } number => number.TryGetInt32(out int at) && at >= 1 && at <= InOrder.Count ? InOrder[at - 1] : null,
        _ => null,
    };
}
