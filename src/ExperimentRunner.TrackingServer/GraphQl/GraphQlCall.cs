using System.Text.Json.Nodes;
using ExperimentRunner.TrackingServer.Answers;
using ExperimentRunner.TrackingServer.Http;
using Microsoft.AspNetCore.Http;

namespace ExperimentRunner.TrackingServer.GraphQl;

/// <summary><c>POST /graphql</c>.</summary>
internal sealed class GraphQlCall(MlflowQuery schema)
{
    private readonly GraphQlExecution execution = new(schema);

    public async Task AnswerAsync(HttpContext context)
    {
        RequestFields fields = await RequestReader.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        var variables = fields.Find("variables") is { ValueKind: System.Text.Json.JsonValueKind.Object } found ? JsonObject.Create(found)! : [];
        JsonObject answer = await execution.AnswerAsync(fields.RequiredText("query"), fields.Text("operationName"), variables, context.RequestAborted).ConfigureAwait(false);
        await AnswerWriter.WriteAsync(context, answer, ServerJson.Default.JsonObject).ConfigureAwait(false);
    }
}
