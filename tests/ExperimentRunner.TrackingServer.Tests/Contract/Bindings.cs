using System.Text.Json.Nodes;

namespace ExperimentRunner.TrackingServer.Tests.Contract;

/// <summary>Ids of runs and models in the recording and what they are on our server.</summary>
internal sealed class Bindings
{
    private readonly Dictionary<string, string> ours = [];

    public void Learn(JsonNode? recorded, JsonNode? answered)
    {
        foreach (string kind in (string[])["run", "model"])
        {
            if (Id(recorded, kind) is string theirs && Id(answered, kind) is string mine)
            {
                ours.TryAdd(theirs, mine);
            }
        }
    }

    public string Ours(string text) => ours.Aggregate(text, (current, pair) => current.Replace(pair.Key, pair.Value, StringComparison.Ordinal));

    private static string? Id(JsonNode? answer, string kind) => (answer as JsonObject)?[kind]?["info"]?[$"{kind}_id"]?.GetValue<string>();
}
