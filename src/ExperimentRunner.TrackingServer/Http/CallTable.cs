using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization.Metadata;
using ExperimentRunner.TrackingServer.Calls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ExperimentRunner.TrackingServer.Http;

/// <summary>Maps calls under both prefixes that MLflow's clients use: <c>/api</c> and, for the web UI, <c>/ajax-api</c>.</summary>
internal sealed class CallTable(IEndpointRouteBuilder routes)
{
    private const string Api = "/api/";
    private const string Ajax = "/ajax-api/";

    public void Get<T>([StringSyntax("Route")] string path, Func<RequestFields, CancellationToken, Task<T>> call, JsonTypeInfo<T> type) =>
        Map([Api, Ajax], HttpMethods.Get, path, Answering(call, type));

    public void Post<T>([StringSyntax("Route")] string path, Func<RequestFields, CancellationToken, Task<T>> call, JsonTypeInfo<T> type) =>
        Map([Api, Ajax], HttpMethods.Post, path, Answering(call, type));

    public void Patch<T>([StringSyntax("Route")] string path, Func<RequestFields, CancellationToken, Task<T>> call, JsonTypeInfo<T> type) =>
        Map([Api, Ajax], HttpMethods.Patch, path, Answering(call, type));

    public void Delete<T>([StringSyntax("Route")] string path, Func<RequestFields, CancellationToken, Task<T>> call, JsonTypeInfo<T> type) =>
        Map([Api, Ajax], HttpMethods.Delete, path, Answering(call, type));

    /// <summary>A call that only the web UI makes, so that MLflow has it under one prefix.</summary>
    public void AjaxGet<T>([StringSyntax("Route")] string path, Func<RequestFields, CancellationToken, Task<T>> call, JsonTypeInfo<T> type) =>
        Map([Ajax], HttpMethods.Get, path, Answering(call, type));

    /// <inheritdoc cref="AjaxGet"/>
    public void AjaxPost(string path, RequestDelegate answer) => Map([Ajax], HttpMethods.Post, path, answer);

    /// <summary>A call whose answer may be too long to be made whole before it is sent.</summary>
    public void PostForRuns([StringSyntax("Route")] string path, Func<RequestFields, CancellationToken, Task<FoundRuns>> call) => Map([Api, Ajax], HttpMethods.Post, path, async context =>
    {
        RequestFields fields = await RequestReader.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        FoundRuns runs = await call(fields, context.RequestAborted).ConfigureAwait(false);
        RefuseMalformed(fields);
        await runs.WriteAsync(context.Response, context.RequestAborted).ConfigureAwait(false);
    });

    private void Map(IEnumerable<string> prefixes, string method, string path, RequestDelegate answer)
    {
        foreach (string prefix in prefixes)
        {
            routes.MapMethods(prefix + path, [method], answer);
        }
    }

    private static RequestDelegate Answering<T>(Func<RequestFields, CancellationToken, Task<T>> call, JsonTypeInfo<T> type) => async context =>
    {
        RequestFields fields = await RequestReader.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        T answer = await call(fields, context.RequestAborted).ConfigureAwait(false);
        RefuseMalformed(fields);
        await AnswerWriter.WriteAsync(context, answer, type).ConfigureAwait(false);
    };

    /// <summary>
    /// Asked only after the call: most of them have found something missing by then, and say what, as MLflow does; those that
    /// change anything always have.
    /// </summary>
    private static void RefuseMalformed(RequestFields fields)
    {
        if (fields.IsMalformed)
        {
            throw MlflowFault.Invalid("The body is not JSON.");
        }
    }
}
