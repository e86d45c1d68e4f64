using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ExperimentRunner.TrackingServer.Tests;

public sealed class SearchTests
{
    [Theory]
    [InlineData("tags.`sweep.run_id` = 'b'", "b")]
    [InlineData("tags.`sweep.run_id` != 'b'", "a c")]
    [InlineData("tags.sweep.run_id = \"it's\"", "")]
    [InlineData("metrics.`train/loss` < 2.5 AND params.devices = '2'", "b")]
    [InlineData("metrics.train/loss>=2", "b c")]
    [InlineData("attributes.status = 'RUNNING' and run_name LIKE '%'", "a b c")]
    [InlineData("start_time > 1", "b c")]
    [InlineData("params.devices IS NULL", "a")]
    [InlineData("params.devices IS NOT NULL", "b c")]
    [InlineData("run_name ILIKE 'B'", "b")]
    [InlineData("run_name LIKE 'B'", "")]
    [InlineData("run_name IN ('a', 'c')", "400")]
    [InlineData("params.devices = 'x'' OR 1=1 --'", "")]
    [InlineData("params.devices = '2' OR 1 = 1", "400")]
    [InlineData("params.devices", "400")]
    [InlineData("AND", "a b c")]
    [InlineData("metrics.x = ", "400")]
    [InlineData("status = 'RUNNING'; DROP TABLE runs", "400")]
    public async Task A_filter_lets_through_what_it_says(string filter, string names)
    {
        await using RunningServer server = await ServerWithRunsAsync();

        HttpResponseMessage response = await server.SendAsync("runs/search", JsonSerializer.Serialize(new { experiment_ids = new[] { "0" }, filter }));

        string found = response.StatusCode == HttpStatusCode.OK
            ? string.Join(' ', Names(JsonNode.Parse(await response.Content.ReadAsStringAsync())!).Order(StringComparer.Ordinal))
            : "400";
        Assert.Equal(names, found);
    }

    [Theory]
    [InlineData("metrics.`train/loss` DESC", "c b a")]
    [InlineData("metrics.`train/loss`", "a b c")]
    [InlineData("params.devices DESC", "c b a")]
    [InlineData("attributes.start_time ASC", "a b c")]
    [InlineData("run_name desc", "c b a")]
    public async Task Hits_come_in_the_order_asked_for_with_what_has_no_value_last(string order, string names)
    {
        await using RunningServer server = await ServerWithRunsAsync();

        JsonNode answer = await server.PostAsync("runs/search", new { experiment_ids = new[] { "0" }, order_by = new[] { order } });

        Assert.Equal(names, string.Join(' ', Names(answer)));
    }

    [Fact]
    public async Task Pages_hold_every_hit_once()
    {
        await using RunningServer server = await ServerWithRunsAsync();
        var seen = new List<string>();
        string? token = null;

        do
        {
            JsonNode page = await server.PostAsync("runs/search", new { experiment_ids = new[] { "0" }, max_results = 2, page_token = token });
            seen.AddRange(Names(page));
            token = page["next_page_token"]?.GetValue<string>();
        }
        while (token is not null);

        Assert.Equal(["c", "b", "a"], seen);
    }

    private static async Task<RunningServer> ServerWithRunsAsync()
    {
        RunningServer server = await RunningServer.StartAsync();
        for (int at = 1; at <= 3; at++)
        {
            string name = "abc"[at - 1].ToString();
            JsonNode answer = await server.PostAsync("runs/create", new { experiment_id = "0", run_name = name, start_time = at, tags = new[] { new { key = "sweep.run_id", value = name } } });
            string id = answer["run"]!["info"]!["run_id"]!.GetValue<string>();
            await server.PostAsync("runs/log-metric", new { run_id = id, key = "train/loss", value = at, timestamp = 1 });
            if (at > 1)
            {
                await server.PostAsync("runs/log-parameter", new { run_id = id, key = "devices", value = $"{at}" });
            }
        }

        return server;
    }

    private static IEnumerable<string> Names(JsonNode answer) => (answer["runs"]?.AsArray() ?? []).Select(run => run!["info"]!["run_name"]!.GetValue<string>());
}
