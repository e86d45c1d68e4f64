using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace ExperimentRunner.TrackingServer.Http;

/// <summary>Turns what goes wrong in a call into MLflow's <c>{"error_code", "message"}</c>.</summary>
internal sealed partial class ErrorResponses(ILogger logger)
{
    /// <summary>SQLite's result codes 5 to 15 but 9, 11 and 12: the file can't be used at the moment, its disk is full for example.</summary>
    private static readonly HashSet<int> Temporary = [5, 6, 7, 8, 10, 13, 14, 15];

#pragma warning disable CA1031 // The outermost frame of a request: what was not foreseen is logged and told as an internal error.
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        string call = $"{context.Request.Method} {context.Request.Path}";
        try
        {
            await next(context).ConfigureAwait(false);
            await DescribeEmptyAsync(context, call).ConfigureAwait(false);
        }
        catch (Exception exception) when (context.RequestAborted.IsCancellationRequested)
        {
            ClientLeft(exception, call);
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            MlflowFault fault = FaultOf(exception);
            if (fault.Status >= StatusCodes.Status500InternalServerError && exception is not MlflowFault)
            {
                Unforeseen(exception, call);
            }

            context.Response.Clear();
            await AnswerWriter.WriteErrorAsync(context, fault.Status, fault.ErrorCode, fault.Message).ConfigureAwait(false);
        }
    }
#pragma warning restore CA1031

    private static MlflowFault FaultOf(Exception exception) => exception switch
    {
        MlflowFault fault => fault,
        BadHttpRequestException bad => new MlflowFault(bad.StatusCode, "BAD_REQUEST", bad.Message, bad),
        SqliteException sqlite when Temporary.Contains(sqlite.SqliteErrorCode) => MlflowFault.Unavailable(sqlite.Message, sqlite),
        SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_CONSTRAINT } broken => MlflowFault.BadRequest(broken.Message),
        IOException disk => MlflowFault.Unavailable(disk.Message, disk),
        _ => new MlflowFault(StatusCodes.Status500InternalServerError, "INTERNAL_ERROR", exception.Message, exception),
    };

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
