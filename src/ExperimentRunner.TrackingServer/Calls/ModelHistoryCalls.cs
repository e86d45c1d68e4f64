using System.Text.Json;
using System.Text.Json.Nodes;
using ExperimentRunner.TrackingServer.Answers;
using ExperimentRunner.TrackingServer.Http;
using ExperimentRunner.TrackingServer.Storage;

namespace ExperimentRunner.TrackingServer.Calls;

/// <summary><c>runs/log-model</c>, by which MLflow 2 kept the models of a run: as a list in a tag.</summary>
internal sealed class ModelHistoryCalls(Database database)
{
    private const string History = "mlflow.log-model.history";

    // A JsonObject would find a field that stands twice only when it is looked into.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private static readonly string[] Mandatory = ["artifact_path", "flavors", "run_id", "utc_time_created"];

    public Task<Nothing> LogModelAsync(RequestFields fields, CancellationToken cancellationToken)
    {
        string run = RunRow.IdOf(fields);
        string text = fields.RequiredText("model_json");
        JsonObject model = Parse(text);
        string[] missing = [.. Mandatory.Where(field => !model.ContainsKey(field)).Select(field => $"'{field}'")];
        if (missing.Length > 0)
        {
            throw MlflowFault.Invalid($"Model json is missing mandatory fields: {{{string.Join(", ", missing)}}}");
        }

        model.Remove("signature");
        return database.WriteAsync(
            session =>
            {
                RunRow.FindActive(session, run);
                string? known = session.First("SELECT value FROM tags WHERE run_uuid = ?1 AND key = ?2", row => row.Text(0), run, History);
                JsonArray history = known is null ? [] : JsonNode.Parse(known) as JsonArray ?? [];
                history.Add(model.DeepClone());
                TagCalls.SetOnRun(session, run, new KeyValue(History, history.ToJsonString()));
                return new Nothing();
            },
            cancellationToken);
    }

    private static JsonObject Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: Strict) as JsonObject ?? throw Malformed(text);
        }
        catch (JsonException)
        {
            throw Malformed(text);
        }
    }

    private static MlflowFault Malformed(string text) => MlflowFault.Invalid($"Malformed model info. \n {text} \n is not a valid JSON.");
}
