using System.Text.Json.Nodes;

namespace ExperimentRunner.Tracking.Tests.Contract;

/// <summary>Holds what a typed reader made of an answer against the answer.</summary>
internal static class Reading
{
    /// <summary>Fields of answers that say the same as another one, or that nobody here needs.</summary>
    private static readonly HashSet<string> Unread = ["run_uuid", "user_id", "dataset_name", "dataset_digest", "model_id@metrics", "root_uri"];

    /// <summary>What our types derive from other fields.</summary>
    private static readonly HashSet<string> Derived = ["is_deleted", "context"];

    /// <summary>Every field that was read otherwise than it was answered, or was not read at all.</summary>
    public static IReadOnlyList<string> Differences(JsonNode? answered, JsonNode? read, string path) => (answered, read) switch
    {
        (JsonObject there, JsonObject here) =>
        [
            .. there.Where(field => !here.ContainsKey(field.Key) && !IsUnread(field.Key, path)).Select(field => $"{path}.{field.Key} is not read"),
            .. here.Where(field => !Derived.Contains(field.Key)).SelectMany(field => there.ContainsKey(field.Key)
                ? Differences(there[field.Key], field.Value, $"{path}.{field.Key}")
                : IsNothing(field.Value) ? [] : [$"{path}.{field.Key} is {field.Value!.ToJsonString()} and was not answered"]),
        ],
        (JsonArray there, JsonArray here) when there.Count == here.Count => [.. there.Zip(here).SelectMany((pair, at) => Differences(pair.First, pair.Second, $"{path}[{at}]"))],
        _ => JsonNode.DeepEquals(answered, read) || answered?.ToString() == read?.ToString() || IsSameNumber(answered, read)
            ? []
            : [$"{path} is {read?.ToJsonString()} instead of {answered?.ToJsonString()}"],
    };

    private static bool IsUnread(string field, string path) => Unread.Contains(field) || (path.Contains("metrics", StringComparison.Ordinal) && Unread.Contains($"{field}@metrics"));

    private static bool IsSameNumber(JsonNode? answered, JsonNode? read) =>
        answered is JsonValue && read is JsonValue && double.TryParse(answered.ToString(), out double there) && double.TryParse(read.ToString(), out double here) && there.Equals(here);

    private static bool IsNothing(JsonNode? value) => value switch
    {
        null or JsonArray { Count: 0 } => true,
        JsonObject fields => fields.All(field => Derived.Contains(field.Key) || IsNothing(field.Value)),
        _ => value.ToString() is "" or "0" or "false",
    };
}
