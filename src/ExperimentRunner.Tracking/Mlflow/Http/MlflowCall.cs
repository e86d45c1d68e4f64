using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RestSharp;

namespace ExperimentRunner.Tracking.Mlflow.Http;

/// <summary>One call of the REST interface, to be made as often as it takes.</summary>
internal sealed record MlflowCall(Method Method, string Path)
{
    private const string Calls = "api/2.0/mlflow/";

    private IReadOnlyList<(string Name, string Value)> Query { get; init; } = [];

    private string? Json { get; init; }

    public Replay Replay { get; init; }

    /// <param name="path">Below the server's root, escaped.</param>
    /// <param name="query">Fields, not escaped; those without a value are left out.</param>
    public static MlflowCall GetOf(string path, params IReadOnlyList<(string Name, string? Value)> query) =>
        new(Method.Get, path) { Query = [.. query.Where(field => field.Value is not null).Select(field => (field.Name, field.Value!))] };

    /// <param name="call">For example <c>runs/get</c>.</param>
    /// <inheritdoc cref="GetOf"/>
    public static MlflowCall Get(string call, params IReadOnlyList<(string Name, string? Value)> query) => GetOf($"{Calls}{call}", query);

    public static MlflowCall DeleteOf(string path) => new(Method.Delete, path);

    public static MlflowCall Delete(string call) => new(Method.Delete, $"{Calls}{call}");

    public static MlflowCall Post<TBody>(string call, TBody body, JsonTypeInfo<TBody> type) =>
        new(Method.Post, $"{Calls}{call}") { Json = JsonSerializer.Serialize(body, type) };

    public static MlflowCall Patch<TBody>(string call, TBody body, JsonTypeInfo<TBody> type) =>
        new(Method.Patch, $"{Calls}{call}") { Json = JsonSerializer.Serialize(body, type) };

    /// <summary>A request for one try.</summary>
    public RestRequest Request()
    {
        RestRequest request = Query.Aggregate(new RestRequest(Path, Method), (made, field) => made.AddQueryParameter(field.Name, field.Value));
        return Json is null ? request : request.AddStringBody(Json, ContentType.Json);
    }
}
