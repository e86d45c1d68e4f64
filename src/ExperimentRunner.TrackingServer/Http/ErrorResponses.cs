using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ExperimentRunner.TrackingServer.Http;

/// <summary>Turns what goes wrong in a call into MLflow's <c>{"error_code", "message"}</c>.</summary>
internal sealed partial class ErrorResponses(ILogger logger)
{
#pragma warning disable CA1031 // The outermost frame of a request: what was not foreseen is logged and told as an internal error.
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        string call = $"{context.Request.Method} {context.Request.Path}";
        try
        {
            await next(context).ConfigureAwait(false);
            await DescribeEmptyAsync(context, call).ConfigureAwait(false);
        }
        catch (MlflowFault fault)
        {
            await AnswerWriter.WriteErrorAsync(context, fault.Status, fault.ErrorCode, fault.Message).ConfigureAwait(false);
        }
        catch (BadHttpRequestException exception)
        {
            await AnswerWriter.WriteErrorAsync(context, exception.StatusCode, "BAD_REQUEST", exception.Message).ConfigureAwait(false);
        }
        catch (Exception exception) when (context.RequestAborted.IsCancellationRequested)
        {
            ClientLeft(exception, call);
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            Unforeseen(exception, call);
            await AnswerWriter.WriteErrorAsync(context, StatusCodes.Status500InternalServerError, "INTERNAL_ERROR", exception.Message).ConfigureAwait(false);
        }
    }
#pragma warning restore CA1031

    /// <summary>Routing answers with a bare status where there is no such path or method.</summary>
    private static Task DescribeEmptyAsync(HttpContext context, string call) => context.Response switch
    {
        { HasStarted: true } => Task.CompletedTask,
        { StatusCode: StatusCodes.Status404NotFound } => AnswerWriter.WriteErrorAsync(context, 404, "ENDPOINT_NOT_FOUND", $"No such call: {call}"),
        { StatusCode: StatusCodes.Status405MethodNotAllowed } => AnswerWriter.WriteErrorAsync(
            context, 405, "BAD_REQUEST", $"The method is not allowed: {call}. Allowed: {context.Response.Headers.Allow}"),
        _ => Task.CompletedTask,
    };

    [LoggerMessage(Level = LogLevel.Debug, Message = "The client left {Call} before its end.")]
    private partial void ClientLeft(Exception exception, string call);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Call} failed.")]
    private partial void Unforeseen(Exception exception, string call);
}
