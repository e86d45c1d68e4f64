using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ExperimentRunner.TrackingServer.Http;

/// <summary>Maps calls under both prefixes that MLflow's clients use: <c>/api</c> and, for the web UI, <c>/ajax-api</c>.</summary>
internal sealed class CallTable(IEndpointRouteBuilder routes)
{
    public void Get<T>([StringSyntax("Route")] string path, Func<RequestFields, CancellationToken, Task<T>> call, JsonTypeInfo<T> type) =>
        Map(HttpMethods.Get, path, call, type);

    public void Post<T>([StringSyntax("Route")] string path, Func<RequestFields, CancellationToken, Task<T>> call, JsonTypeInfo<T> type) =>
        Map(HttpMethods.Post, path, call, type);

    private void Map<T>(string method, string path, Func<RequestFields, CancellationToken, Task<T>> call, JsonTypeInfo<T> type)
    {
        foreach (string prefix in (string[])["/api/", "/ajax-api/"])
        {
            routes.MapMethods(prefix + path, [method], (RequestDelegate)AnswerAsync);
        }

        async Task AnswerAsync(HttpContext context)
        {
            RequestFields fields = await RequestReader.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
            T answer = await call(fields, context.RequestAborted).ConfigureAwait(false);
            await AnswerWriter.WriteAsync(context, answer, type).ConfigureAwait(false);
        }
    }
}
