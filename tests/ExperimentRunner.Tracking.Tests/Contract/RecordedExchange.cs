using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ExperimentRunner.Testing;

namespace ExperimentRunner.Tracking.Tests.Contract;

/// <summary>A request to a real MLflow 3.11.1 server and its answer.</summary>
internal sealed partial record RecordedExchange(JsonObject Line)
{
    public string Name => $"#{Line["n"]} {Line["name"]}";

    /// <summary>For example <c>POST runs/create</c>; ids in paths are left out.</summary>
    public string Call => $"{Line["method"]} {Ids().Replace(Prefix().Replace(Line["path"]!.GetValue<string>(), ""), "{id}")}";

    public int Status => Line["status"]!.GetValue<int>();

    public JsonNode? Answer => Line["response_body"];

    public string ContentType => Line["response_headers"]?["content-type"]?.GetValue<string>() ?? Line["response_headers"]?["Content-Type"]?.GetValue<string>() ?? "";

    /// <summary>The answer as it came over the wire.</summary>
    public string Text => Answer is null ? "" : ContentType.StartsWith("application/json", StringComparison.Ordinal) ? Answer.ToJsonString() : Answer.ToString();

    /// <summary>A field of the request, wherever it stood; null if there was none.</summary>
    public string? Field(string name) => (Line["request_body"] as JsonObject)?[name]?.ToString() ?? Line["query"]?[name]?.ToString();

    /// <summary>Null where the recording is not on this machine.</summary>
    public static IReadOnlyList<RecordedExchange>? Load()
    {
        string? file = Repository.Beside("shared") is { } shared ? Path.Combine(shared, "mlflow", "contract.jsonl") : null;
        return File.Exists(file) ? [.. File.ReadLines(file).Select(line => new RecordedExchange(JsonNode.Parse(Whole(line))!.AsObject()))] : null;
    }

    /// <summary>Long texts were recorded by length, head and tail; what is missing is filled up.</summary>
    private static string Whole(string line) => Abbreviation().Replace(line, match =>
    {
        JsonNode text = JsonNode.Parse(match.Value)!;
        (string head, string tail) = (text["head"]!.GetValue<string>(), text["tail"]!.GetValue<string>());
        return JsonSerializer.Serialize(head + new string('x', text["length"]!.GetValue<int>() - head.Length - tail.Length) + tail);
    });

    [GeneratedRegex("""\{"\$abbrev_string": ?true,[^{}]*\}""")]
    private static partial Regex Abbreviation();

    [GeneratedRegex("^/(ajax-)?api/2.0/mlflow/|^/api/2.0/")]
    private static partial Regex Prefix();

    [GeneratedRegex("m-[0-9a-f]{32}|(?<=/)[0-9a-f]{32}")]
    private static partial Regex Ids();
}
