using System.Text.Json.Serialization.Metadata;
using ExperimentRunner.TrackingServer.Answers;
using Microsoft.AspNetCore.Http;

namespace ExperimentRunner.TrackingServer.Http;

/// <summary>Writes JSON answers and errors.</summary>
internal static class AnswerWriter
{
    private const string Json = "application/json";

    public static Task WriteAsync<T>(HttpContext context, T answer, JsonTypeInfo<T> type) =>
        context.Response.WriteAsJsonAsync(answer, type, Json, context.RequestAborted);

    public static Task WriteErrorAsync(HttpContext context, int status, string errorCode, string message)
    {
        context.Response.StatusCode = status;
        return WriteAsync(context, new ErrorEnvelope(errorCode, message), ServerJson.Default.ErrorEnvelope);
    }
}
