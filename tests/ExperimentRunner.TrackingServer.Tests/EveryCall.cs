using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace ExperimentRunner.TrackingServer.Tests;

/// <summary>Makes each call of the tracking API with what it can be asked, so that all statements of the server run.</summary>
internal sealed class EveryCall(RunningServer server)
{
    private const string Search =
        """
        {"experiment_ids":["0"],"filter":"metrics.m > 0 AND params.p = '1' AND tags.t LIKE 'x%' AND status = 'RUNNING' AND start_time > 0 AND datasets.name = 'd' AND datasets.context = 'train' AND run_id IN ('a') AND params.q IS NULL",
        "order_by":["metrics.m DESC","params.p","tags.t ASC","attributes.start_time ASC","run_name DESC"]}
        """;

    public async Task MakeAsync()
    {
        string run = await server.CreateRunAsync();
        string model = (await PostAsync("logged-models", """{"experiment_id":"0","name":"m","params":[{"key":"a","value":"1"}],"tags":[{"key":"a","value":"1"}]}"""))["model"]!["info"]!["model_id"]!.GetValue<string>();
        string experiment = (await PostAsync("experiments/create", """{"name":"e","tags":[{"key":"a","value":"1"}]}"""))["experiment_id"]!.GetValue<string>();
        foreach ((string call, string json) in Posts(run, model, experiment))
        {
            await PostAsync(call, json);
        }

        foreach (string call in Gets(run, model, experiment))
        {
            await server.GetAsync(call);
        }

        await SendAsync(HttpMethod.Patch, $"logged-models/{model}", $$"""{"model_id":"{{model}}","status":"LOGGED_MODEL_READY"}""");
        await SendAsync(HttpMethod.Patch, $"logged-models/{model}/tags", """{"tags":[{"key":"b","value":"1"}]}""");
        await SendAsync(HttpMethod.Delete, $"logged-models/{model}/tags/b", "");
        await SendAsync(HttpMethod.Delete, $"logged-models/{model}", "");
        await server.Client.GetStringAsync($"ajax-api/2.0/mlflow/metrics/get-history-bulk?run_id={run}&metric_key=m");
    }

    private static IEnumerable<(string Call, string Json)> Posts(string run, string model, string experiment) =>
    [
        ("runs/log-metric", $$"""{"run_id":"{{run}}","key":"m","value":1,"timestamp":1,"step":1,"model_id":"{{model}}","dataset_name":"d","dataset_digest":"1"}"""),
        ("runs/log-batch", $$"""{"run_id":"{{run}}","metrics":[{"key":"m","value":2,"timestamp":2,"step":2}],"params":[{"key":"p","value":"1"},{"key":"r","value":"1"}],"tags":[{"key":"t","value":"x"}]}"""),
        ("runs/log-parameter", $$"""{"run_id":"{{run}}","key":"p","value":"1"}"""),
        ("runs/set-tag", $$"""{"run_id":"{{run}}","key":"u","value":"1"}"""),
        ("runs/delete-tag", $$"""{"run_id":"{{run}}","key":"u"}"""),
        ("runs/log-inputs", $$"""{"run_id":"{{run}}","datasets":[{"dataset":{"name":"d","digest":"1"},"tags":[{"key":"mlflow.data.context","value":"train"}]}],"models":[{"model_id":"{{model}}"}]}"""),
        ("runs/outputs", $$"""{"run_id":"{{run}}","models":[{"model_id":"{{model}}","step":1}]}"""),
        ("runs/log-model", $$"""{"run_id":"{{run}}","model_json":"{\"artifact_path\":\"m\",\"flavors\":{},\"run_id\":\"{{run}}\",\"utc_time_created\":\"1\"}"}"""),
        ("runs/update", $$"""{"run_id":"{{run}}","status":"FINISHED","end_time":3,"run_name":"n"}"""),
        ("runs/search", Search),
        ("runs/search", """{"experiment_ids":["0","1"]}"""),
        ("runs/delete", $$"""{"run_id":"{{run}}"}"""),
        ("runs/restore", $$"""{"run_id":"{{run}}"}"""),
        ("experiments/set-experiment-tag", $$"""{"experiment_id":"{{experiment}}","key":"k","value":"v"}"""),
        ("experiments/delete-experiment-tag", $$"""{"experiment_id":"{{experiment}}","key":"k"}"""),
        ("experiments/update", $$"""{"experiment_id":"{{experiment}}","new_name":"f"}"""),
        ("experiments/delete", $$"""{"experiment_id":"{{experiment}}"}"""),
        ("experiments/restore", $$"""{"experiment_id":"{{experiment}}"}"""),
        ("experiments/search", """{"max_results":10,"filter":"tags.a = '1' AND name LIKE 'f%' AND creation_time > 0","order_by":["name"]}"""),
        ("experiments/search-datasets", """{"experiment_ids":["0"]}"""),
        ($"logged-models/{model}/params", $$"""{"model_id":"{{model}}","params":[{"key":"b","value":"1"}]}"""),
        ("logged-models/search", """{"experiment_ids":["0"],"filter":"metrics.m > 0 AND params.a = '1' AND tags.a = '1' AND name = 'm'","order_by":[{"field_name":"metrics.m","ascending":false}],"datasets":[{"dataset_name":"d"}]}"""),
    ];

    private static IEnumerable<string> Gets(string run, string model, string experiment) =>
    [
        $"runs/get?run_id={run}",
        $"experiments/get?experiment_id={experiment}",
        "experiments/get-by-name?experiment_name=f",
        $"metrics/get-history?run_id={run}&metric_key=m&max_results=10",
        $"metrics/get-history-bulk-interval?run_ids={run}&metric_key=m&start_step=0&end_step=5",
        $"artifacts/list?run_id={run}",
        $"logged-models/{model}",
        $"logged-models/{model}/artifacts/directories",
    ];

    private Task<JsonNode> PostAsync(string call, string json) => SendAsync(HttpMethod.Post, call, json);

    private async Task<JsonNode> SendAsync(HttpMethod method, string call, string json)
    {
        using var request = new HttpRequestMessage(method, $"api/2.0/mlflow/{call}") { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        using HttpResponseMessage response = await server.Client.SendAsync(request);
        string answer = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{call}: {answer}");
        return JsonNode.Parse(answer)!;
    }
}
