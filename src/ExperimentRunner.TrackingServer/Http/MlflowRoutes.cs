using ExperimentRunner.TrackingServer.Answers;
using ExperimentRunner.TrackingServer.Artifacts;
using ExperimentRunner.TrackingServer.Calls;
using ExperimentRunner.TrackingServer.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ExperimentRunner.TrackingServer.Http;

/// <summary>Every path that the server answers.</summary>
internal static class MlflowRoutes
{
    /// <summary>The MLflow that answers are compatible with.</summary>
    private const string Version = "3.11.1";

    private const string Calls = "2.0/mlflow/";

    public static void Map(IEndpointRouteBuilder routes, Database database, ArtifactFolder artifacts, TimeProvider timeProvider)
    {
        var table = new CallTable(routes);
        MapExperiments(table, new ExperimentCalls(database, timeProvider), new TagCalls(database));
        MapRuns(table, new RunCalls(database, timeProvider), new TagCalls(database), new LogCalls(database));
        MapMetrics(table, new MetricCalls(database));
        MapInputs(table, new InputCalls(database));
        MapLoggedModels(table, new LoggedModelCalls(database, timeProvider), new ArtifactCalls(database, artifacts));
        MapArtifacts(routes, table, artifacts, new ArtifactCalls(database, artifacts));
        table.AjaxPost($"{Calls}upload-artifact", new ArtifactUpload(database, artifacts).AnswerAsync);
        table.Post($"{Calls}runs/log-model", new ModelHistoryCalls(database).LogModelAsync, ServerJson.Default.Nothing);
        table.Get("3.0/mlflow/server-info", (_, _) => Task.FromResult(new ServerInfo("SqlStore", WorkspacesEnabled: false)), ServerJson.Default.ServerInfo);
        routes.MapGet("/health", (RequestDelegate)(context => TextAsync(context, "OK")));
        routes.MapGet("/version", (RequestDelegate)(context => TextAsync(context, Version)));
    }

    private static void MapExperiments(CallTable table, ExperimentCalls experiments, TagCalls tags)
    {
        table.Post($"{Calls}experiments/create", experiments.CreateAsync, ServerJson.Default.ExperimentIdEnvelope);
        table.Get($"{Calls}experiments/get", experiments.GetAsync, ServerJson.Default.ExperimentEnvelope);
        table.Get($"{Calls}experiments/get-by-name", experiments.GetByNameAsync, ServerJson.Default.ExperimentEnvelope);
        table.Get($"{Calls}experiments/search", experiments.SearchAsync, ServerJson.Default.ExperimentsEnvelope);
        table.Post($"{Calls}experiments/search", experiments.SearchAsync, ServerJson.Default.ExperimentsEnvelope);
        table.Post($"{Calls}experiments/update", experiments.UpdateAsync, ServerJson.Default.Nothing);
        table.Post($"{Calls}experiments/delete", experiments.DeleteAsync, ServerJson.Default.Nothing);
        table.Post($"{Calls}experiments/restore", experiments.RestoreAsync, ServerJson.Default.Nothing);
        table.Post($"{Calls}experiments/set-experiment-tag", tags.SetOnExperimentAsync, ServerJson.Default.Nothing);
        table.Post($"{Calls}experiments/delete-experiment-tag", tags.DeleteFromExperimentAsync, ServerJson.Default.Nothing);
    }

    private static void MapRuns(CallTable table, RunCalls runs, TagCalls tags, LogCalls logs)
    {
        table.Post($"{Calls}runs/create", runs.CreateAsync, ServerJson.Default.RunEnvelope);
        table.Get($"{Calls}runs/get", runs.GetAsync, ServerJson.Default.RunEnvelope);
        table.Post($"{Calls}runs/update", runs.UpdateAsync, ServerJson.Default.RunInfoEnvelope);
        table.PostForRuns($"{Calls}runs/search", runs.SearchAsync);
        table.Post($"{Calls}runs/delete", runs.DeleteAsync, ServerJson.Default.Nothing);
        table.Post($"{Calls}runs/restore", runs.RestoreAsync, ServerJson.Default.Nothing);
        table.Post($"{Calls}runs/log-batch", logs.BatchAsync, ServerJson.Default.Nothing);
        table.Post($"{Calls}runs/log-metric", logs.MetricAsync, ServerJson.Default.Nothing);
        table.Post($"{Calls}runs/log-parameter", logs.ParameterAsync, ServerJson.Default.Nothing);
        table.Post($"{Calls}runs/set-tag", tags.SetOnRunAsync, ServerJson.Default.Nothing);
        table.Post($"{Calls}runs/delete-tag", tags.DeleteFromRunAsync, ServerJson.Default.Nothing);
    }

    private static void MapMetrics(CallTable table, MetricCalls metrics)
    {
        table.Get($"{Calls}metrics/get-history", metrics.HistoryAsync, ServerJson.Default.MetricsEnvelope);
        table.AjaxGet($"{Calls}metrics/get-history-bulk", metrics.BulkAsync, ServerJson.Default.MetricsOfRunsEnvelope);
        table.Get($"{Calls}metrics/get-history-bulk-interval", metrics.BulkIntervalAsync, ServerJson.Default.MetricsOfRunsEnvelope);
    }

    private static void MapInputs(CallTable table, InputCalls inputs)
    {
        table.Post($"{Calls}runs/log-inputs", inputs.LogInputsAsync, ServerJson.Default.Nothing);
        table.Post($"{Calls}runs/outputs", inputs.LogOutputsAsync, ServerJson.Default.Nothing);
        table.Post($"{Calls}experiments/search-datasets", inputs.SearchDatasetsAsync, ServerJson.Default.DatasetSummariesEnvelope);
    }

    private static void MapLoggedModels(CallTable table, LoggedModelCalls models, ArtifactCalls artifacts)
    {
        const string one = $"{Calls}logged-models/{{model_id}}";
        table.Post($"{Calls}logged-models", models.CreateAsync, ServerJson.Default.LoggedModelEnvelope);
        table.Post($"{Calls}logged-models/search", models.SearchAsync, ServerJson.Default.LoggedModelsEnvelope);
        table.Get(one, models.GetAsync, ServerJson.Default.LoggedModelEnvelope);
        table.Patch(one, models.FinalizeAsync, ServerJson.Default.LoggedModelEnvelope);
        table.Delete(one, models.DeleteAsync, ServerJson.Default.Nothing);
        table.Patch($"{one}/tags", models.SetTagsAsync, ServerJson.Default.Nothing);
        table.Delete($"{one}/tags/{{tag_key}}", models.DeleteTagAsync, ServerJson.Default.Nothing);
        table.Post($"{one}/params", models.LogParametersAsync, ServerJson.Default.Nothing);
        table.Get($"{one}/artifacts/directories", artifacts.ListOfModelAsync, ServerJson.Default.FilesEnvelope);
    }

    private static void MapArtifacts(IEndpointRouteBuilder routes, CallTable table, ArtifactFolder folder, ArtifactCalls calls)
    {
        table.Get($"{Calls}artifacts/list", calls.ListOfRunAsync, ServerJson.Default.FilesEnvelope);
        table.Get("2.0/mlflow-artifacts/artifacts", calls.ListAsync, ServerJson.Default.FilesEnvelope);
        PartwiseTransfers.Map(routes);
        foreach (string prefix in (string[])["/api/2.0/mlflow-artifacts/artifacts/", "/ajax-api/2.0/mlflow-artifacts/artifacts/"])
        {
            var proxy = new ArtifactProxy(folder, prefix);
            routes.MapPut($"{prefix}{{**path}}", (RequestDelegate)proxy.PutAsync);
            routes.MapMethods($"{prefix}{{**path}}", [HttpMethods.Get, HttpMethods.Head], (RequestDelegate)proxy.GetAsync);
            routes.MapDelete($"{prefix}{{**path}}", (RequestDelegate)proxy.DeleteAsync);
        }
    }

    private static Task TextAsync(HttpContext context, string text)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(text, context.RequestAborted);
    }
}
