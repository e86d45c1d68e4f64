using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ExperimentRunner.TrackingServer.Tests.Contract;

/// <summary>Answers in a form in which two of them can be compared: keys sorted, numbers alike, clocks and made-up names masked.</summary>
internal static partial class Normal
{
    private static readonly HashSet<string> Clocks =
        ["creation_time", "last_update_time", "creation_timestamp_ms", "last_updated_timestamp_ms", "creationTime", "lastUpdateTime"];

    public static string Of(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject fields => $"{{{string.Join(',', fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}:{Field(field.Key, field.Value)}"))}}}",
        JsonArray list => $"[{string.Join(',', list.Select(Of))}]",
        _ => Value(node.AsValue()),
    };

    private static string Field(string key, JsonNode? value) => Clocks.Contains(key) ? "(time)" : Of(value);

    private static string Value(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.Number => JsonElement.Parse(value.ToJsonString()) is var number && number.TryGetInt64(out long whole)
            ? whole.ToString(CultureInfo.InvariantCulture)
            : number.GetDouble().ToString("R", CultureInfo.InvariantCulture),
        JsonValueKind.String => MadeUp().Replace(PythonSet().Replace(value.GetValue<string>(), Sorted), "(name)"),
        _ => value.ToJsonString(),
    };

    private static string Sorted(Match set) => $"{{{string.Join(", ", set.Groups["entries"].Value.Split(", ").Order(StringComparer.Ordinal))}}}";

    // Names of runs that were given none.
    [GeneratedRegex("^[a-z]+-[a-z]+-[0-9]+$")]
    private static partial Regex MadeUp();

    // Python sets, whose order changes from process to process.
    [GeneratedRegex(@"\{(?<entries>'[^']+'(?:, '[^']+')+)\}")]
    private static partial Regex PythonSet();
}
