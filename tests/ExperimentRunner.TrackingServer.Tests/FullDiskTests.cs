using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ExperimentRunner.Testing;

namespace ExperimentRunner.TrackingServer.Tests;

/// <summary>A server whose files may not grow beyond a size, which is what a full disk looks like to it.</summary>
public sealed class FullDiskTests
{
    [SkippableFact]
    public async Task A_full_disk_is_told_as_temporary_and_takes_nothing_that_was_acknowledged()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "ulimit and trap are those of a Linux shell.");
        using var folder = new TemporaryFolder();
        int acknowledged = 0;
        string run;
        using (var limited = new LimitedServer(folder.Path))
        {
            Uri address = await limited.StartAsync();
            using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address };
            run = JsonNode.Parse(await (await PostAsync(client, "runs/create", """{"experiment_id":"0"}""")).Content.ReadAsStringAsync())!["run"]!["info"]!["run_id"]!.GetValue<string>();
            HttpResponseMessage response;
            while ((response = await PostAsync(client, "runs/log-batch", Batch(run, acknowledged))).StatusCode == HttpStatusCode.OK)
            {
                acknowledged++;
                Assert.True(acknowledged < 100_000, "The disk did not get full.");
            }

            string answer = await response.Content.ReadAsStringAsync();
            Assert.True(response.StatusCode == HttpStatusCode.ServiceUnavailable, answer);
            Assert.Equal("TEMPORARILY_UNAVAILABLE", JsonNode.Parse(answer)!["error_code"]!.GetValue<string>());
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"api/2.0/mlflow/runs/get?run_id={run}")).StatusCode);
        }

        // The disk has room again.
        using TrackingServerProcess server = await TrackingServerProcess.StartAsync(folder.Path);
        using var reader = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = server.Address };
        JsonNode history = JsonNode.Parse(await reader.GetStringAsync($"api/2.0/mlflow/metrics/get-history?run_id={run}&metric_key=k0&max_results=50000"))!;
        Assert.True(acknowledged > 10, $"{acknowledged} batches");
        Assert.Equal(Enumerable.Range(0, acknowledged), history["metrics"]!.AsArray().Select(point => point!["step"]!.GetValue<int>()).Order());
    }

    private static string Batch(string run, int step) =>
        $$"""{"run_id":"{{run}}","metrics":[{{string.Join(',', Enumerable.Range(0, 50).Select(key => string.Create(CultureInfo.InvariantCulture, $$"""{"key":"k{{key}}","value":{{step}},"timestamp":{{step}},"step":{{step}}}""")))}}]}""";

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string call, string json) =>
        client.PostAsync($"api/2.0/mlflow/{call}", new StringContent(json, Encoding.UTF8, "application/json"));

    private sealed class LimitedServer(string folder) : IDisposable
    {
        private Process? process;

        public async Task<Uri> StartAsync()
        {
            string program = TrackingServerProcess.Program();
            var start = new ProcessStartInfo("sh", ["-c", $"trap '' XFSZ; ulimit -f 12000; exec dotnet '{program}' '{folder}/mlflow.db' '{folder}/artifacts' 0"])
            {
                RedirectStandardInput = true, RedirectStandardOutput = true,
                Environment = { ["DOTNET_EnableWriteXorExecute"] = "0" },
            };
            process = Process.Start(start)!;
            return new Uri((await process.StandardOutput.ReadLineAsync())!);
        }

        public void Dispose()
        {
            process!.Kill();
            process.WaitForExit();
            process.Dispose();
        }
    }
}
