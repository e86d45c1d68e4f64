using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ExperimentRunner.TrackingServer.Http;

namespace ExperimentRunner.TrackingServer.Search;

/// <summary>
/// Which of the models that a search finds are wanted. Its token is base64 of JSON that repeats the search, as MLflow has it, so
/// that a token is not used for another one.
/// </summary>
internal sealed class LoggedModelPage
{
    private const int ByDefault = 100;
    private const int Most = 1000;

    private readonly JsonObject search;

    public LoggedModelPage(RequestFields fields)
    {
        search = new JsonObject
        {
            ["experiment_ids"] = Copy(fields, "experiment_ids") ?? new JsonArray(),
            ["filter_string"] = fields.Text("filter") is { Length: > 0 } filter ? filter : null,
            ["order_by"] = Copy(fields, "order_by") is { Count: > 0 } order ? order : null,
        };
        MaxResults = (int)Math.Clamp(fields.Integer("max_results") is > 0 and { } asked ? asked : ByDefault, 1, Most);
        Offset = fields.Text("page_token") is { Length: > 0 } token ? Start(token) : 0;
    }

    public int MaxResults { get; }

    public long Offset { get; }

    /// <summary>The token of the page behind this one.</summary>
    public string Next()
    {
        JsonObject token = search.DeepClone().AsObject();
        token["offset"] = Offset + MaxResults;
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(token.ToJsonString()));
    }

    private long Start(string token)
    {
        JsonObject read = Read(token);
        Compare(read, "experiment_ids", "Experiment IDs in the page token do not match the requested experiment IDs.");
        Compare(read, "filter_string", "Filter string in the page token does not match the requested filter string.");
        Compare(read, "order_by", "Order by in the page token does not match the requested order by.");
        return read["offset"] is JsonValue value && value.TryGetValue(out long offset) && offset >= 0 ? offset : 0;
    }

    private void Compare(JsonObject token, string field, string fault)
    {
        if (!JsonNode.DeepEquals(token[field], search[field]))
        {
            throw MlflowFault.Invalid($"{fault} Expected: {search[field]?.ToJsonString() ?? "None"}. Found: {token[field]?.ToJsonString() ?? "None"}");
        }
    }

    private static JsonObject Read(string token)
    {
        byte[] json = new byte[token.Length];
        try
        {
            return Convert.TryFromBase64String(token, json, out int length) && JsonNode.Parse(json.AsSpan(0, length), documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) is JsonObject read
                ? read
                : throw MlflowFault.Invalid($"Invalid page token: {token}.");
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            throw MlflowFault.Invalid($"Invalid page token: {token}.");
        }
    }

    private static JsonArray? Copy(RequestFields fields, string name) => fields.Find(name) is { ValueKind: JsonValueKind.Array } list ? JsonArray.Create(list) : null;
}
