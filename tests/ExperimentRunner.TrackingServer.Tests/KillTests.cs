using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ExperimentRunner.Testing;

namespace ExperimentRunner.TrackingServer.Tests;

/// <summary>A real server process, ended by SIGKILL while clients write.</summary>
public sealed class KillTests
{
    private const int Writers = 8;
    private const int Kills = 5;

    [Fact]
    public async Task Every_write_that_was_acknowledged_is_there_after_kills()
    {
        using var folder = new TemporaryFolder();
        using TrackingServerProcess server = await TrackingServerProcess.StartAsync(folder.Path);
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = server.Address };
        string run = (await PostAsync(client, "runs/create", """{"experiment_id":"0","start_time":1}"""))!["run"]!["info"]!["run_id"]!.GetValue<string>();
        var acknowledged = new ConcurrentBag<(int Writer, int Step)>();
        using var done = new CancellationTokenSource();

        Task[] writers = [.. Enumerable.Range(0, Writers).Select(writer => WriteAsync(client, run, writer, acknowledged, done.Token))];
        for (int kill = 1; kill <= Kills; kill++)
        {
            // Some writes into its life, so that each kill falls into the middle of work.
            int enough = acknowledged.Count + 200;
            while (acknowledged.Count < enough)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1));
            }

            server.Kill();
            await server.StartAgainAsync();
        }

        await done.CancelAsync();
        await Task.WhenAll(writers);

        var kept = new HashSet<(int, int)>();
        for (int writer = 0; writer < Writers; writer++)
        {
            JsonNode history = JsonNode.Parse(await client.GetStringAsync($"api/2.0/mlflow/metrics/get-history?run_id={run}&metric_key=w{writer}&max_results=50000"))!;
            kept.UnionWith(history["metrics"]!.AsArray().Select(point => (writer, point!["step"]!.GetValue<int>())));
        }

        Assert.True(acknowledged.Count >= Kills * 200, $"{acknowledged.Count} writes");
        Assert.DoesNotContain(acknowledged, point => !kept.Contains(point));
    }

    private static async Task WriteAsync(HttpClient client, string run, int writer, ConcurrentBag<(int, int)> acknowledged, CancellationToken done)
    {
        for (int step = 0; !done.IsCancellationRequested; step++)
        {
            string point = string.Create(CultureInfo.InvariantCulture, $$"""{"run_id":"{{run}}","key":"w{{writer}}","value":{{step}},"timestamp":{{step}},"step":{{step}}}""");
            if (await PostAsync(client, "runs/log-metric", point) is not null)
            {
                acknowledged.Add((writer, step));
            }
        }
    }

    /// <summary>Null where no answer came.</summary>
    private static async Task<JsonNode?> PostAsync(HttpClient client, string call, string json)
    {
        try
        {
            using HttpResponseMessage response = await client.PostAsync($"api/2.0/mlflow/{call}", new StringContent(json, Encoding.UTF8, "application/json"));
            string answer = await response.Content.ReadAsStringAsync();
            Assert.True(response.IsSuccessStatusCode, answer);
            return JsonNode.Parse(answer);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
