using System.Text.Json.Nodes;

namespace ExperimentRunner.TrackingServer.Tests.Contract;

/// <summary>Run ids of the recording and what they are on our server.</summary>
internal sealed class Bindings
{
    private readonly Dictionary<string, string> ours = [];

    public void Learn(JsonNode? recorded, JsonNode? answered)
    {
        if (RunId(recorded) is string theirs && RunId(answered) is string mine)
        {
            ours.TryAdd(theirs, mine);
        }
    }

    public string Ours(string text) => ours.Aggregate(text, (current, pair) => current.Replace(pair.Key, pair.Value, StringComparison.Ordinal));

    private static string? RunId(JsonNode? answer) => (answer as JsonObject)?["run"]?["info"]?["run_id"]?.GetValue<string>();
}
