using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ExperimentRunner.Tracking.Mlflow;
using ExperimentRunner.Tracking.Mlflow.Messages;

namespace ExperimentRunner.Tracking.Tests.Contract;

/// <summary>By call: makes it by the typed client with what the recorded request said, and gives back what was read in the shape of the answer.</summary>
internal static class TypedCalls
{
    private const string Artifact = "mlflow-artifacts/artifacts/1/{id}/artifacts/";

    public static IReadOnlyDictionary<string, Func<MlflowClient, RecordedExchange, Task<JsonNode?>>> All { get; } = new Dictionary<string, Func<MlflowClient, RecordedExchange, Task<JsonNode?>>>
    {
        ["GET /health"] = async (client, _) =>
        {
            await client.CheckHealthAsync(default);
            return JsonValue.Create("OK");
        },
        ["GET /version"] = async (client, _) => JsonValue.Create(await client.VersionAsync(default)),
        ["POST experiments/create"] = async (client, exchange) =>
            new JsonObject { ["experiment_id"] = await client.Experiments.CreateAsync(new NewExperiment(Of(exchange, "name")), default) },
        ["GET experiments/get"] = async (client, exchange) => One("experiment", await client.Experiments.FindAsync(Of(exchange, "experiment_id"), default), MlflowJson.Default.MlflowExperiment),
        ["GET experiments/get-by-name"] = async (client, exchange) =>
            One("experiment", await client.Experiments.FindByNameAsync(Of(exchange, "experiment_name"), default), MlflowJson.Default.MlflowExperiment),
        ["POST experiments/search"] = async (client, exchange) =>
            Many("experiments", await FirstPageAsync(client.Experiments.SearchAsync(new ExperimentSearch { Filter = exchange.Field("filter") }, default), exchange), MlflowJson.Default.MlflowExperiment),
        ["POST experiments/update"] = (client, exchange) => Nothing(client.Experiments.RenameAsync(Of(exchange, "experiment_id"), Of(exchange, "new_name"), default)),
        ["POST experiments/delete"] = (client, exchange) => Nothing(client.Experiments.DeleteAsync(Of(exchange, "experiment_id"), default)),
        ["POST experiments/restore"] = (client, exchange) => Nothing(client.Experiments.RestoreAsync(Of(exchange, "experiment_id"), default)),
        ["POST experiments/set-experiment-tag"] = (client, exchange) =>
            Nothing(client.Experiments.SetTagAsync(Of(exchange, "experiment_id"), new(Of(exchange, "key"), Of(exchange, "value")), default)),
        ["POST experiments/delete-experiment-tag"] = (client, exchange) => Nothing(client.Experiments.DeleteTagAsync(Of(exchange, "experiment_id"), Of(exchange, "key"), default)),
        ["POST runs/create"] = async (client, exchange) => One(
            "run",
            await client.Runs.CreateAsync(new NewRun { ExperimentId = Of(exchange, "experiment_id"), RunName = Of(exchange, "run_name"), StartTime = 1 }, default),
            MlflowJson.Default.MlflowRun),
        ["GET runs/get"] = async (client, exchange) => One("run", await client.Runs.FindAsync(Of(exchange, "run_id"), default), MlflowJson.Default.MlflowRun),
        ["POST runs/search"] = async (client, exchange) => Many(
            "runs",
            await FirstPageAsync(client.Runs.SearchAsync(new RunSearch { ExperimentIds = ["1"], Filter = exchange.Field("filter") }, default), exchange),
            MlflowJson.Default.MlflowRun),
        ["POST runs/update"] = async (client, exchange) => One(
            "run_info",
            await client.Runs.UpdateAsync(Of(exchange, "run_id"), new RunUpdate { Status = exchange.Field("status"), RunName = exchange.Field("run_name") }, default),
            MlflowJson.Default.MlflowRunInfo),
        ["POST runs/delete"] = (client, exchange) => Nothing(client.Runs.DeleteAsync(Of(exchange, "run_id"), default)),
        ["POST runs/restore"] = (client, exchange) => Nothing(client.Runs.RestoreAsync(Of(exchange, "run_id"), default)),
        ["POST runs/log-batch"] = (client, exchange) => Nothing(client.Logging.LogAsync(Of(exchange, "run_id"), new LogBatch { Tags = [new("a", "b")] }, default)),
        ["POST runs/log-metric"] = (client, exchange) => Nothing(client.Logging.LogMetricAsync(Of(exchange, "run_id"), new(Of(exchange, "key"), 1, 1, 1), default)),
        ["POST runs/log-parameter"] = (client, exchange) => Nothing(client.Logging.LogParamAsync(Of(exchange, "run_id"), new(Of(exchange, "key"), Of(exchange, "value")), default)),
        ["POST runs/set-tag"] = (client, exchange) => Nothing(client.Logging.SetTagAsync(Of(exchange, "run_id"), new(Of(exchange, "key"), Of(exchange, "value")), default)),
        ["POST runs/delete-tag"] = (client, exchange) => Nothing(client.Logging.DeleteTagAsync(Of(exchange, "run_id"), Of(exchange, "key"), default)),
        ["POST runs/log-inputs"] = (client, exchange) =>
            Nothing(client.Logging.LogInputsAsync(Of(exchange, "run_id"), [MlflowDatasetInput.For(new MlflowDataset { Name = "a", Digest = "b" }, "training")], default)),
        ["POST runs/outputs"] = (client, exchange) => Nothing(client.LoggedModels.LogOutputsAsync(Of(exchange, "run_id"), [new("m-1", 0)], default)),
        ["GET metrics/get-history"] = async (client, exchange) =>
            Many("metrics", await FirstPageAsync(client.Metrics.HistoryAsync(Of(exchange, "run_id"), Of(exchange, "metric_key"), default), exchange), MlflowJson.Default.MlflowMetric),
        ["GET metrics/get-history-bulk"] = async (client, exchange) => Many(
            "metrics", await client.Metrics.HistoryOfRunsAsync(Runs(exchange), Of(exchange, "metric_key"), default).ToListAsync(), MlflowJson.Default.MlflowRunMetric),
        ["GET metrics/get-history-bulk-interval"] = async (client, exchange) =>
            Many("metrics", await client.Metrics.SampleAsync(["a"], Of(exchange, "metric_key"), new MetricSampling(), default), MlflowJson.Default.MlflowRunMetric),
        ["GET artifacts/list"] = async (client, exchange) =>
            Many("files", await client.Artifacts.ListAsync(Of(exchange, "run_id"), exchange.Field("path"), default).ToListAsync(), MlflowJson.Default.MlflowArtifact),
        ["GET mlflow-artifacts/artifacts"] = async (client, _) =>
            Many("files", await client.Artifacts.ListBelowAsync("mlflow-artifacts:/1/a/artifacts", folder: null, default).ToListAsync(), MlflowJson.Default.MlflowArtifact),
        [$"GET {Artifact}a.txt"] = (client, _) => DownloadAsync(client, "a.txt"),
        [$"GET {Artifact}nope.txt"] = (client, _) => DownloadAsync(client, "nope.txt"),
        [$"GET {Artifact}empty.bin"] = (client, _) => DownloadAsync(client, "empty.bin"),
        [$"PUT {Artifact}a.txt"] = (client, _) => UploadAsync(client, "a.txt"),
        [$"PUT {Artifact}dir/b.json"] = (client, _) => UploadAsync(client, "dir/b.json"),
        [$"DELETE {Artifact}a.txt"] = (client, _) => Nothing(client.Artifacts.DeleteAsync(Uri, "a.txt", default)),
        [$"DELETE {Artifact}nope.txt"] = (client, _) => Nothing(client.Artifacts.DeleteAsync(Uri, "nope.txt", default)),
        ["POST logged-models"] = async (client, exchange) =>
            One("model", await client.LoggedModels.CreateAsync(new NewLoggedModel { ExperimentId = Of(exchange, "experiment_id") }, default), MlflowJson.Default.MlflowLoggedModel),
        ["GET logged-models/{id}"] = async (client, _) => One("model", await client.LoggedModels.FindAsync("m-1", default), MlflowJson.Default.MlflowLoggedModel),
        ["PATCH logged-models/{id}"] = async (client, _) =>
            One("model", await client.LoggedModels.FinishAsync("m-1", LoggedModelStatus.Ready, default), MlflowJson.Default.MlflowLoggedModel),
        ["DELETE logged-models/{id}"] = (client, _) => Nothing(client.LoggedModels.DeleteAsync("m-1", default)),
        ["PATCH logged-models/{id}/tags"] = (client, _) => Nothing(client.LoggedModels.SetTagsAsync("m-1", [new("a", "b")], default)),
        ["DELETE logged-models/{id}/tags/c"] = (client, _) => Nothing(client.LoggedModels.DeleteTagAsync("m-1", "c", default)),
        ["POST logged-models/{id}/params"] = (client, _) => Nothing(client.LoggedModels.LogParamsAsync("m-1", [new("a", "b")], default)),
        ["POST logged-models/search"] = async (client, _) =>
            Many("models", await client.LoggedModels.SearchAsync(new LoggedModelSearch { ExperimentIds = ["1"] }, default).ToListAsync(), MlflowJson.Default.MlflowLoggedModel),
    };

    private static string Uri => "mlflow-artifacts:/1/0123456789abcdef0123456789abcdef/artifacts";

    // What was left out on purpose is something else here: it is the answer that counts.
    private static string Of(RecordedExchange exchange, string field) => exchange.Field(field) is { Length: > 0 } value ? value : "x";

    private static string[] Runs(RecordedExchange exchange) =>
        [.. ((exchange.Answer as JsonObject)?["metrics"]?.AsArray() ?? [new JsonObject { ["run_id"] = "x" }]).Select(point => point!["run_id"]!.ToString()).Distinct()];

    private static JsonObject One<T>(string field, T? read, JsonTypeInfo<T> type)
        where T : class => new() { [field] = read is null ? null : Json(read, type) };

    private static JsonObject Many<T>(string field, IEnumerable<T> read, JsonTypeInfo<T> type) => new() { [field] = new JsonArray([.. read.Select(one => Json(one, type))]) };

    private static JsonNode? Json<T>(T read, JsonTypeInfo<T> type) => JsonSerializer.SerializeToNode(read, type);

    /// <summary>The recording holds one page; of a further one nothing is known.</summary>
    private static async Task<IReadOnlyList<T>> FirstPageAsync<T>(IAsyncEnumerable<T> all, RecordedExchange exchange)
    {
        JsonArray? page = (exchange.Answer as JsonObject)?.Select(field => field.Value).OfType<JsonArray>().FirstOrDefault();
        return page is null ? await all.ToListAsync() : await all.Take(page.Count).ToListAsync();
    }

    private static async Task<JsonNode?> Nothing(Task call)
    {
        await call;
        return new JsonObject();
    }

    private static async Task<JsonNode?> DownloadAsync(MlflowClient client, string name)
    {
        string file = Path.GetTempFileName();
        await client.Artifacts.DownloadAsync(Uri, name, file, default);
        string text = await File.ReadAllTextAsync(file);
        File.Delete(file);
        return JsonValue.Create(text);
    }

    private static async Task<JsonNode?> UploadAsync(MlflowClient client, string name)
    {
        string file = Path.GetTempFileName();
        await Nothing(client.Artifacts.UploadAsync(Uri, name, file, default));
        File.Delete(file);
        return new JsonObject();
    }
}
