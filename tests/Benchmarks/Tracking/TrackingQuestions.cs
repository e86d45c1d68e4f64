using System.Diagnostics;
using System.Text;

namespace Benchmarks.Tracking;

/// <summary>What clients and web pages ask a server that holds many runs; the median time of five answers each.</summary>
internal sealed class TrackingQuestions(HttpClient client, IReadOnlyList<string> runs)
{
    private const int Times = 5;

    public async Task AskAsync(CancellationToken cancellationToken)
    {
        string middle = runs[runs.Count / 2];
        await SearchAsync("newest 100 runs", """{"experiment_ids":["0"],"max_results":100}""", cancellationToken);
        await SearchAsync("newest 1,000 runs", """{"experiment_ids":["0"],"max_results":1000}""", cancellationToken);
        await SearchAsync("filter on metric and param, ordered by metric", """{"experiment_ids":["0"],"max_results":100,"filter":"metrics.m0 > 50 AND params.p1 = '3'","order_by":["metrics.m1 DESC"]}""", cancellationToken);
        await SearchAsync("filter on tag", """{"experiment_ids":["0"],"max_results":100,"filter":"tags.group = '3'"}""", cancellationToken);
        await SearchAsync("all in one answer, 50,000 runs", """{"experiment_ids":["0"],"max_results":50000}""", cancellationToken);
        await GetAsync("one run", $"runs/get?run_id={middle}", cancellationToken);
        await GetAsync("history of a metric", $"metrics/get-history?run_id={middle}&metric_key=m3&max_results=1000", cancellationToken);
        await GetAsync("a chart: one metric of 100 runs", $"metrics/get-history-bulk-interval?metric_key=m3&max_results=320&{string.Join('&', runs.Take(100).Select(run => $"run_ids={run}"))}", cancellationToken);
    }

    private Task SearchAsync(string what, string json, CancellationToken cancellationToken) => TimeAsync(
        what, () => new HttpRequestMessage(HttpMethod.Post, "api/2.0/mlflow/runs/search") { Content = new StringContent(json, Encoding.UTF8, "application/json") }, cancellationToken);

    private Task GetAsync(string what, string call, CancellationToken cancellationToken) =>
        TimeAsync(what, () => new HttpRequestMessage(HttpMethod.Get, $"api/2.0/mlflow/{call}"), cancellationToken);

    private async Task TimeAsync(string what, Func<HttpRequestMessage> request, CancellationToken cancellationToken)
    {
        var times = new List<double>();
        long bytes = 0;
        for (int time = 0; time < Times; time++)
        {
            long begin = Stopwatch.GetTimestamp();
            using HttpRequestMessage message = request();
            using HttpResponseMessage response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            response.EnsureSuccessStatusCode();
            bytes = await CountAsync(await response.Content.ReadAsStreamAsync(cancellationToken), cancellationToken);
            times.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
        }

        await Console.Out.WriteLineAsync(FormattableString.Invariant($"{what}: {times.Order().ElementAt(Times / 2):0.0} ms, {bytes} bytes"));
    }

    private static async Task<long> CountAsync(Stream stream, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[1 << 16];
        long bytes = 0;
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            bytes += read;
        }

        return bytes;
    }
}
