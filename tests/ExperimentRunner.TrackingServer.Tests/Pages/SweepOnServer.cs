using System.Globalization;
using System.Text.Json.Nodes;

namespace ExperimentRunner.TrackingServer.Tests.Pages;

/// <summary>Runs as a sweep leaves them, over REST.</summary>
internal static class SweepOnServer
{
    /// <summary>One run with parameters and the course of metrics; step and seconds go from 0.</summary>
    public static async Task<string> LogAsync(
        RunningServer server, string name, IReadOnlyList<(string Key, string Value)> parameters, IReadOnlyList<(string Key, double[] Values)> metrics, string? parent = null, string status = "FINISHED")
    {
        const long Start = 1_795_423_000_000;
        object[] tags = parent is null ? [] : [new { key = "mlflow.parentRunId", value = parent }];
        JsonNode made = await server.PostAsync("runs/create", new { experiment_id = "0", start_time = Start, run_name = name, user_id = "somebody", tags });
        string run = made["run"]!["info"]!["run_id"]!.GetValue<string>();
        await server.PostAsync("runs/log-batch", new
        {
            run_id = run,
            @params = parameters.Select(parameter => new { key = parameter.Key, value = parameter.Value }),
            metrics = metrics.SelectMany(metric => metric.Values.Select((value, step) => new { key = metric.Key, value, step, timestamp = Start + (1000 * step) })),
        });
        if (status != "RUNNING")
        {
            await server.PostAsync("runs/update", new { run_id = run, status, end_time = Start + 65_000 });
        }

        return run;
    }

    /// <summary>A parent and, for 1 and 2 devices with two rules and two repeats, its children.</summary>
    public static async Task<string> LogSweepAsync(RunningServer server)
    {
        string parent = await LogAsync(server, "sweep", [], []);
        foreach ((int devices, string rule, int repeat) in from devices in new[] { 1, 2 } from rule in new[] { "linear", "sqrt" } from repeat in new[] { 1, 2 } select (devices, rule, repeat))
        {
            double throughput = (100 * Math.Pow(devices, 0.9)) + (3 * repeat);
            await LogAsync(
                server,
                string.Create(CultureInfo.InvariantCulture, $"d{devices}-{rule}-r{repeat}"),
                [("devices", devices.ToString(CultureInfo.InvariantCulture)), ("lr_rule", rule), ("batch_per_device", "32"), ("global_batch", (32 * devices).ToString(CultureInfo.InvariantCulture)), ("repeat", repeat.ToString(CultureInfo.InvariantCulture))],
                [
                    ("train/loss", [.. Enumerable.Range(0, 40).Select(step => 2.3 * Math.Exp(-step / (10.0 * devices)))]),
                    ("summary/images_per_second", [throughput]), ("final/accuracy", [0.5 + (0.25 * repeat)]), ("system/cpu_utilization_percentage", [40, 80, 75]),
                ],
                parent);
        }

        return parent;
    }

    public static async Task PutAsync(RunningServer server, string run, string path, string content)
    {
        using var body = new StringContent(content);
        string uri = $"/api/2.0/mlflow-artifacts/artifacts/0/{run}/artifacts/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}";
        using HttpResponseMessage response = await server.Client.PutAsync(new Uri(uri, UriKind.Relative), body);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }
}
