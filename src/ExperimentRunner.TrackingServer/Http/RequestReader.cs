using System.Collections.ObjectModel;
using System.Text;
using System.Text.Json;
using ExperimentRunner.TrackingServer.Answers;
using Microsoft.AspNetCore.Http;

namespace ExperimentRunner.TrackingServer.Http;

/// <summary>Takes the fields of a call from a request.</summary>
internal static class RequestReader
{
    private static readonly string[] NotNumbers = ["NaN", "Infinity", "-Infinity"];

    public static async Task<RequestFields> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, string> route = request.RouteValues.Count == 0
            ? ReadOnlyDictionary<string, string>.Empty
            : request.RouteValues.ToDictionary(pair => pair.Key, pair => pair.Value?.ToString() ?? "");
        if (HttpMethods.IsGet(request.Method) && request.Query.Count > 0)
        {
            Dictionary<string, string?[]> query = request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray());
            return new RequestFields(JsonSerializer.SerializeToElement(query, ServerJson.Default.QueryFields), isQuery: true) { Route = route };
        }

        CheckContentType(request);
        using var body = new MemoryStream((int)Math.Clamp(request.ContentLength ?? 0, 0, 1 << 20));
        await request.Body.CopyToAsync(body, cancellationToken).ConfigureAwait(false);
        return Parse(body.GetBuffer().AsMemory(0, (int)body.Length), route);
    }

    private static void CheckContentType(HttpRequest request)
    {
        if (!HttpMethods.IsPost(request.Method) && !HttpMethods.IsPut(request.Method))
        {
            return;
        }

        if (string.IsNullOrEmpty(request.ContentType))
        {
            throw MlflowFault.Invalid("Bad Request. Content-Type header is missing.");
        }

        if (request.ContentType.Split(';')[0].Trim() != "application/json")
        {
            throw MlflowFault.Invalid("Bad Request. Content-Type must be one of ['application/json'].");
        }
    }

    private static RequestFields Parse(ReadOnlyMemory<byte> body, IReadOnlyDictionary<string, string> route, bool isInner = false)
    {
        if (body.IsEmpty)
        {
            return new RequestFields(RequestFields.None) { Route = route };
        }

        try
        {
            JsonElement root = JsonElement.Parse(body.Span);
            return root.ValueKind switch
            {
                JsonValueKind.Object => new RequestFields(root) { Route = route },
                JsonValueKind.String when !isInner => Parse(Encoding.UTF8.GetBytes(root.GetString()!), route, isInner: true),
                JsonValueKind.Null => new RequestFields(RequestFields.None) { Route = route },
                _ => throw MlflowFault.Invalid("The body must be a JSON object."),
            };
        }
        catch (JsonException exception) when (NotANumber(body.Span, exception) is { } word)
        {
            throw MlflowFault.Invalid($"The body is not JSON: it has {word} in it. Send \"{word}\", in quotes.");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return new RequestFields(RequestFields.None) { Route = route, IsMalformed = true };
        }
    }

    /// <summary>The word at which reading stopped, if it is one that Python's JSON writer makes and JSON does not have.</summary>
    private static string? NotANumber(ReadOnlySpan<byte> body, JsonException exception)
    {
        for (long line = exception.LineNumber ?? 0; line > 0; line--)
        {
            body = body[(body.IndexOf((byte)'\n') + 1)..];
        }

        // Reading a minus stops at the sign or behind it.
        int at = (int)Math.Min(exception.BytePositionInLine ?? 0, body.Length);
        string rest = Encoding.UTF8.GetString(body[Math.Max(at - 1, 0)..Math.Min(at + 10, body.Length)]);
        return NotNumbers.LastOrDefault(word => rest.IndexOf(word, StringComparison.Ordinal) is 0 or 1);
    }
}
