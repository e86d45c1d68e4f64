using System.Text.Json.Nodes;

namespace ExperimentRunner.TrackingServer.Tests.Contract;

/// <summary>One line of the recording of a real MLflow server.</summary>
internal sealed record ContractExchange(JsonObject Line)
{
    public int Number => Line["n"]!.GetValue<int>();

    public string Name => Line["name"]!.GetValue<string>();

    public HttpMethod Method => new(Line["method"]!.GetValue<string>());

    public string Path => Line["path"]!.GetValue<string>();

    public int Status => Line["status"]!.GetValue<int>();

    public JsonNode? Answer => Line["response_body"];

    /// <summary>Its kind in the list of deviations: number and name.</summary>
    public string Heading => $"#{Number} {Name}";

    public static IReadOnlyList<ContractExchange> Load(string file) =>
        [.. File.ReadLines(file).Select(line => new ContractExchange(JsonNode.Parse(line)!.AsObject()))];

    public HttpRequestMessage Request(Uri server, Bindings bindings)
    {
        string query = string.Join('&', Line["query"]?.AsObject().SelectMany(Pairs) ?? []);
        string uri = bindings.Ours($"{server.GetLeftPart(UriPartial.Authority)}{Path}{(query.Length == 0 ? "" : $"?{query}")}");
        var request = new HttpRequestMessage(Method, new Uri(uri, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        string? body = Line["request_raw"]?.GetValue<string>() ?? Abbreviation.Expand(Line["request_body"])?.ToJsonString();
        request.Content = body is null ? null : new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(bindings.Ours(body)));
        foreach ((string name, JsonNode? value) in Line["request_headers"]?.AsObject() ?? [])
        {
            HttpHeaders(request, name).TryAddWithoutValidation(name, value!.GetValue<string>());
        }

        return request;
    }

    private static System.Net.Http.Headers.HttpHeaders HttpHeaders(HttpRequestMessage request, string name) =>
        name == "Content-Type" ? (request.Content ??= new ByteArrayContent([])).Headers : request.Headers;

    private static IEnumerable<string> Pairs(KeyValuePair<string, JsonNode?> field) =>
        (field.Value is JsonArray list ? list : [field.Value!.DeepClone()])
        .Select(value => $"{field.Key}={Uri.EscapeDataString(value!.ToString())}");
}
