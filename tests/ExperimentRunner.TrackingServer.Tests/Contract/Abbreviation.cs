using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ExperimentRunner.TrackingServer.Tests.Contract;

/// <summary>Long texts are recorded by length, head and tail; all of them repeat one character.</summary>
internal static partial class Abbreviation
{
    public static string Expand(string json) => Pattern().Replace(json, match => Whole(JsonNode.Parse(match.Value)!));

    public static bool IsIn(string json) => json.Contains("$abbrev", StringComparison.Ordinal);

    private static string Whole(JsonNode short_)
    {
        string head = short_["head"]!.GetValue<string>();
        string tail = short_["tail"]!.GetValue<string>();
        string middle = new(head[^1], short_["length"]!.GetValue<int>() - head.Length - tail.Length);
        return JsonValue.Create(head + middle + tail)!.ToJsonString();
    }

    [GeneratedRegex("""\{"\$abbrev_string":true,[^{}]*\}""")]
    private static partial Regex Pattern();
}
