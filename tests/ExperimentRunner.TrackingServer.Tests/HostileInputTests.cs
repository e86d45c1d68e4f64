using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace ExperimentRunner.TrackingServer.Tests;

public sealed class HostileInputTests
{
    public static TheoryData<string, string> Bodies => new()
    {
        { "runs/log-batch", $$"""{"run_id":"RUN","tags":{{new string('[', 5000)}}""" },
        { "runs/log-batch", $$"""{"run_id":"RUN","x":{{string.Concat(Enumerable.Repeat("{\"a\":", 500))}}1{{new string('}', 500)}}}""" },
        { "runs/log-metric", """{"run_id":"RUN","key":"k","value":"1e999999","timestamp":"x"}""" },
        { "runs/log-metric", """{"run_id":"RUN","key":"k","value":1,"timestamp":99999999999999999999999999}""" },
        { "runs/log-metric", """{"run_id":"RUN","key":"k","value":NaN,"timestamp":1}""" },
        { "runs/log-metric", """{"run_id":"RUN","key":"k","value":1,"timestamp":-1}""" },
        { "runs/search", """{"experiment_ids":["0"],"max_results":99999999999999999999}""" },
        { "runs/search", """{"experiment_ids":["0"],"page_token":"eyJvZmZzZXQiOiAtNX0="}""" },
        { "runs/log-model", """{"run_id":"RUN","model_json":"{\"a\":1,\"a\":2}"}""" },
        { "logged-models/search", $$"""{"experiment_ids":["0"],"page_token":"{{Convert.ToBase64String("""{"a":1,"a":2}"""u8)}}"}""" },
        { "experiments/create", "{\"name\":\"\\ud800\"}" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task What_makes_no_sense_is_refused_with_mlflows_code(string call, string body)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string run = await server.CreateRunAsync();

        using HttpResponseMessage response = await server.SendAsync(call, body.Replace("RUN", run, StringComparison.Ordinal));

        string answer = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.BadRequest, answer);
        Assert.Equal("INVALID_PARAMETER_VALUE", JsonNode.Parse(answer)!["error_code"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_body_that_is_too_long_is_not_read()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        using var request = new HttpRequestMessage(HttpMethod.Post, "api/2.0/mlflow/runs/create")
        {
            Content = new StringContent($$"""{"experiment_id":"0","x":"{{new string('x', 40_000_000)}}"}""", Encoding.UTF8, "application/json"),
            Headers = { ExpectContinue = true },
        };
        using HttpResponseMessage response = await server.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task A_hundred_writers_at_once_lose_and_double_nothing()
    {
        const int writers = 100;
        await using RunningServer server = await RunningServer.StartAsync();
        string run = await server.CreateRunAsync();

        // Every tenth is refused, in the middle of commits that hold others.
        HttpStatusCode[] codes = await Task.WhenAll(Enumerable.Range(0, writers * 5).Select(async at =>
        {
            string value = at % 10 == 0 ? "\"x\"" : "1";
            using HttpResponseMessage response = await server.SendAsync("runs/log-metric", $$"""{"run_id":"{{(at % 10 == 5 ? "nowhere" : run)}}","key":"k","value":{{value}},"timestamp":1,"step":{{at}}}""");
            return response.StatusCode;
        }));

        JsonNode history = await server.GetAsync($"metrics/get-history?run_id={run}&metric_key=k&max_results=1000");
        int[] kept = [.. history["metrics"]!.AsArray().Select(point => point!["step"]!.GetValue<int>()).Order()];
        Assert.Equal(Enumerable.Range(0, writers * 5).Where(at => codes[at] == HttpStatusCode.OK), kept);
        Assert.Equal(writers * 4, kept.Length);
    }
}
