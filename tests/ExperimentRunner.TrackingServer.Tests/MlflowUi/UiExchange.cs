using System.Text;
using System.Text.Json.Nodes;

namespace ExperimentRunner.TrackingServer.Tests.MlflowUi;

/// <summary>One line of the recording of what MLflow's own web UI asked a real server.</summary>
internal sealed record UiExchange(JsonObject Line)
{
    public HttpMethod Method => new(Line["method"]!.GetValue<string>());

    /// <summary>With the query.</summary>
    public string Path => Line["path"]!.GetValue<string>();

    public JsonObject? Body => Line["request_body"] as JsonObject;

    public int Status => Line["status"]!.GetValue<int>();

    public string? ContentType => Line["content_type"]?.GetValue<string>();

    public JsonNode? Answer => Line["response_body"];

    /// <summary>Big answers were recorded by their length alone.</summary>
    public bool IsWhole => (Answer as JsonObject)?.ContainsKey("$len") != true;

    public static IReadOnlyList<UiExchange> Load(string file) => [.. File.ReadLines(file).Select(line => new UiExchange(JsonNode.Parse(line)!.AsObject()))];

    /// <param name="pageChanged">What the browser knew of the page from an earlier answer.</param>
    public HttpRequestMessage Request(DateTimeOffset? pageChanged)
    {
        var request = new HttpRequestMessage(Method, Path);
        if (Body is not null)
        {
            request.Content = new StringContent(Body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        // The browser's conditional header was not recorded, only what came of it.
        request.Headers.IfModifiedSince = Status == 304 ? pageChanged : null;
        return request;
    }
}
