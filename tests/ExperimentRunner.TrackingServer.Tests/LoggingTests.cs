using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace ExperimentRunner.TrackingServer.Tests;

public sealed class LoggingTests
{
    [Fact]
    public async Task A_point_sent_twice_is_stored_once()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string run = await server.CreateRunAsync();
        var batch = new { run_id = run, metrics = new[] { Point(0.5, 10, 1), Point(0.25, 20, 2) } };

        await server.PostAsync("runs/log-batch", batch);
        await server.PostAsync("runs/log-batch", batch);

        Assert.Equal(2, (await HistoryAsync(server, run)).Count);
    }

    [Fact]
    public async Task The_latest_value_is_that_of_the_greatest_step_then_time_then_value()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string run = await server.CreateRunAsync();

        foreach (object point in (object[])[Point(1, 10, 5), Point(2, 99, 4), Point(3, 11, 5), Point(9, 11, 5), Point(4, 11, 5)])
        {
            await server.PostAsync("runs/log-batch", new { run_id = run, metrics = new[] { point } });
        }

        JsonNode answer = await server.GetAsync($"runs/get?run_id={run}");
        Assert.Equal(9, answer["run"]!["data"]!["metrics"]![0]!["value"]!.GetValue<double>());
    }

    [Fact]
    public async Task What_is_not_a_number_comes_back_as_such_from_a_logged_model()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string run = await server.CreateRunAsync();
        JsonNode made = await server.PostAsync("logged-models", new { experiment_id = "0", name = "net", source_run_id = run });
        string model = made["model"]!["info"]!["model_id"]!.GetValue<string>();

        await server.PostAsync("runs/log-batch", new { run_id = run, metrics = new[] { new { key = "loss", value = "NaN", timestamp = 1, step = 1, model_id = model } } });

        JsonNode answer = await server.GetAsync($"logged-models/{model}");
        Assert.Equal("NaN", Assert.Single(answer["model"]!["data"]!["metrics"]!.AsArray())!["value"]!.ToString());
    }

    [Theory]
    [InlineData("metrics", 1000, true)]
    [InlineData("metrics", 1001, false)]
    [InlineData("params", 100, true)]
    [InlineData("params", 101, false)]
    [InlineData("tags", 100, true)]
    [InlineData("tags", 101, false)]
    public async Task A_batch_is_limited_as_mlflow_limits_it(string list, int count, bool isTaken)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string run = await server.CreateRunAsync();
        IEnumerable<string> entries = Enumerable.Range(0, count).Select(at => list == "metrics"
            ? $$"""{"key":"k","value":{{at}},"timestamp":1,"step":{{at}}}"""
            : $$"""{"key":"k{{at}}","value":"v"}""");

        HttpResponseMessage response = await server.SendAsync("runs/log-batch", $$"""{"run_id":"{{run}}","{{list}}":[{{string.Join(',', entries)}}]}""");

        Assert.Equal(isTaken ? HttpStatusCode.OK : HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_batch_with_one_fault_changes_nothing()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string run = await server.CreateRunAsync();
        await server.PostAsync("runs/log-parameter", new { run_id = run, key = "p", value = "old" });

        HttpResponseMessage response = await server.SendAsync(
            "runs/log-batch",
            $$"""{"run_id":"{{run}}","metrics":[{"key":"k","value":1,"timestamp":1}],"tags":[{"key":"t","value":"v"}],"params":[{"key":"q","value":"1"},{"key":"p","value":"new"}]}""");

        JsonNode data = (await server.GetAsync($"runs/get?run_id={run}"))["run"]!["data"]!;
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Null(data["metrics"]);
        Assert.Equal("[\"p\"]", new JsonArray([.. data["params"]!.AsArray().Select(param => param!["key"]!.DeepClone())]).ToJsonString());
        Assert.DoesNotContain(data["tags"]!.AsArray(), tag => tag!["key"]!.GetValue<string>() == "t");
    }

    [Fact]
    public async Task Writers_at_the_same_time_lose_and_double_nothing()
    {
        const int writers = 8;
        const int batches = 20;
        await using RunningServer server = await RunningServer.StartAsync();
        string run = await server.CreateRunAsync();

        await Parallel.ForAsync(0, writers, async (writer, _) =>
        {
            for (int batch = 0; batch < batches; batch++)
            {
                int step = (writer * batches) + batch;
                await server.PostAsync("runs/log-batch", new { run_id = run, metrics = new[] { Point(step, step, step) }, tags = new[] { new { key = $"t{writer}", value = $"{batch}" } } });
            }
        });

        Assert.Equal(Enumerable.Range(0, writers * batches), (await HistoryAsync(server, run)).Select(point => point!["value"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_long_history_comes_in_pages()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string run = await server.CreateRunAsync();
        await server.PostAsync("runs/log-batch", new { run_id = run, metrics = Enumerable.Range(0, 7).Select(step => Point(step, step, step)) });
        var seen = new List<double>();
        string token = "";

        do
        {
            JsonNode page = await server.GetAsync($"metrics/get-history?run_id={run}&metric_key=k&max_results=3&page_token={token}");
            seen.AddRange(page["metrics"]!.AsArray().Select(point => point!["value"]!.GetValue<double>()));
            token = Uri.EscapeDataString(page["next_page_token"]?.GetValue<string>() ?? "");
        }
        while (token.Length > 0);

        Assert.Equal([0, 1, 2, 3, 4, 5, 6], seen);
    }

    private static async Task<JsonArray> HistoryAsync(RunningServer server, string run) =>
        (await server.GetAsync($"metrics/get-history?run_id={run}&metric_key=k&max_results=25000"))["metrics"]!.AsArray();

    private static object Point(double value, long timestamp, long step) =>
        new { key = "k", value, timestamp, step = step.ToString(CultureInfo.InvariantCulture) };
}
