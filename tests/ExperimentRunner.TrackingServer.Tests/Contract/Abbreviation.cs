using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ExperimentRunner.TrackingServer.Tests.Contract;

/// <summary>
/// The recording holds long texts by length, head and tail, and long lists by length, first two and last entry. Requests are
/// made whole again from that, since long texts repeat one character and long lists count up; answers are shortened alike.
/// </summary>
internal static partial class Abbreviation
{
    private const int LongestText = 700;
    private const int LongestList = 40;
    private const int Head = 80;
    private const int Tail = 40;

    public static JsonNode? Expand(JsonNode? node) => node switch
    {
        JsonObject fields when fields.ContainsKey("$abbrev_string") => Text(fields),
        JsonObject fields when fields.ContainsKey("$abbrev_list") => List(fields),
        JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, Expand(field.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Expand)]),
        _ => node?.DeepClone(),
    };

    public static JsonNode? Shorten(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, Shorten(field.Value)))),
        JsonArray { Count: > LongestList } list => new JsonObject
        {
            ["$abbrev_list"] = true, ["length"] = list.Count, ["first"] = new JsonArray(Shorten(list[0]), Shorten(list[1])), ["last"] = Shorten(list[^1]),
        },
        JsonArray list => new JsonArray([.. list.Select(Shorten)]),
        JsonValue value when value.TryGetValue(out string? text) && text.Length > LongestText => new JsonObject
        {
            ["$abbrev_string"] = true, ["length"] = text.Length, ["head"] = text[..Head], ["tail"] = text[^Tail..],
        },
        _ => node?.DeepClone(),
    };

    private static JsonValue Text(JsonObject shortened)
    {
        string head = shortened["head"]!.GetValue<string>();
        string tail = shortened["tail"]!.GetValue<string>();
        string middle = new(head[^1], shortened["length"]!.GetValue<int>() - head.Length - tail.Length);
        return JsonValue.Create(head + middle + tail);
    }

    private static JsonArray List(JsonObject shortened)
    {
        JsonNode first = Expand(shortened["first"]![0])!;
        JsonNode second = Expand(shortened["first"]![1])!;
        int length = shortened["length"]!.GetValue<int>();
        var list = new JsonArray([.. Enumerable.Range(0, length).Select(at => Entry(first, second, at))]);
        Assert.True(JsonNode.DeepEquals(Expand(shortened["last"]), list[^1]), $"The list {shortened.ToJsonString()} does not count up.");
        return list;
    }

    private static JsonNode? Entry(JsonNode? first, JsonNode? second, int at) => (first, second) switch
    {
        (JsonObject one, JsonObject two) => new JsonObject(one.Select(field => KeyValuePair.Create(field.Key, Entry(field.Value, two[field.Key], at)))),
        (JsonValue one, JsonValue two) when JsonNode.DeepEquals(one, two) => one.DeepClone(),
        (JsonValue one, JsonValue two) when one.TryGetValue(out string? a) && two.TryGetValue(out string? _) => LastNumber().Replace(a, at.ToString(CultureInfo.InvariantCulture)),
        (JsonValue one, JsonValue two) => Number(one, one.GetValue<double>() + (at * (two.GetValue<double>() - one.GetValue<double>()))),
        _ => first?.DeepClone(),
    };

    private static JsonNode Number(JsonValue like, double value) => like.ToJsonString().Contains('.', StringComparison.Ordinal)
        ? JsonNode.Parse(value.ToString("0.0###", CultureInfo.InvariantCulture))!
        : JsonValue.Create((long)value);

    [GeneratedRegex("[0-9]+$")]
    private static partial Regex LastNumber();
}
