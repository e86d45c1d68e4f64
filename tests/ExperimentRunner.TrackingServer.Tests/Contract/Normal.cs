using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ExperimentRunner.TrackingServer.Tests.Contract;

/// <summary>Answers in a form in which two of them can be compared: keys sorted, numbers alike, clocks and made-up names masked.</summary>
internal static partial class Normal
{
    public static string Of(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject fields => $"{{{string.Join(',', fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}:{Field(field.Key, field.Value)}"))}}}",
        JsonArray list => $"[{string.Join(',', list.Select(Of))}]",
        _ => Value(node.AsValue()),
    };

    private static string Field(string key, JsonNode? value) => key is "creation_time" or "last_update_time" or "creationTime" or "lastUpdateTime" ? "(time)" : Of(value);

    private static string Value(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.Number => value.GetValue<JsonElement>().TryGetInt64(out long whole)
            ? whole.ToString(System.Globalization.CultureInfo.InvariantCulture)
            : value.GetValue<JsonElement>().GetDouble().ToString("R", System.Globalization.CultureInfo.InvariantCulture),
        JsonValueKind.String => MadeUp().Replace(PythonSet().Replace(value.GetValue<string>(), "(set)"), "(name)"),
        _ => value.ToJsonString(),
    };

    // Names of runs that were given none, and Python sets, whose order changes from process to process.
    [GeneratedRegex("^[a-z]+-[a-z]+-[0-9]+$")]
    private static partial Regex MadeUp();

    [GeneratedRegex(@"'\{.*\}'")]
    private static partial Regex PythonSet();
}
