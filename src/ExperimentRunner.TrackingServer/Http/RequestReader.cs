using System.Text.Json;
using ExperimentRunner.TrackingServer.Answers;
using Microsoft.AspNetCore.Http;

namespace ExperimentRunner.TrackingServer.Http;

/// <summary>Takes the fields of a call from a request.</summary>
internal static class RequestReader
{
    public static async Task<RequestFields> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (HttpMethods.IsGet(request.Method))
        {
            Dictionary<string, string?[]> query = request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray());
            return new RequestFields(JsonSerializer.SerializeToElement(query, ServerJson.Default.QueryFields), isQuery: true);
        }

        CheckContentType(request);
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken).ConfigureAwait(false);
        return new RequestFields(body.Length == 0 ? Parse("{}"u8.ToArray()) : Parse(body.ToArray()));
    }

    private static void CheckContentType(HttpRequest request)
    {
        if (string.IsNullOrEmpty(request.ContentType))
        {
            throw MlflowFault.Invalid("Bad Request. Content-Type header is missing.");
        }

        if (request.ContentType.Split(';')[0].Trim() != "application/json")
        {
            throw MlflowFault.Invalid("Bad Request. Content-Type must be one of ['application/json'].");
        }
    }

    private static JsonElement Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            JsonElement root = JsonElement.Parse(json.Span);
            return root.ValueKind switch
            {
                JsonValueKind.Object => root,
                JsonValueKind.String => Parse(System.Text.Encoding.UTF8.GetBytes(root.GetString()!)),
                _ => throw MlflowFault.Invalid("The body must be a JSON object."),
            };
        }
        catch (JsonException exception)
        {
            throw MlflowFault.Invalid($"The body is not JSON: {exception.Message} Send NaN and Infinity as text, in quotes.");
        }
    }
}
