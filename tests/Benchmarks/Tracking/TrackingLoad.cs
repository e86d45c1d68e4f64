using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Benchmarks.Tracking;

/// <summary>Makes runs with ten parameters and ten metrics.</summary>
internal sealed class TrackingLoad(HttpClient client, int points)
{
    private const int Metrics = 10;

    /// <summary>The ids of the runs made.</summary>
    public async Task<IReadOnlyList<string>> FillAsync(int runs, int clients, CancellationToken cancellationToken)
    {
        string[] ids = new string[runs];
        await Parallel.ForAsync(0, runs, new ParallelOptions { MaxDegreeOfParallelism = clients, CancellationToken = cancellationToken }, async (at, stop) =>
        {
            string created = Say($$"""{"experiment_id":"0","run_name":"run-{{at}}","start_time":{{1_700_000_000_000 + at}},"tags":[{"key":"group","value":"{{at % 7}}"}]}""");
            ids[at] = (await PostAsync("runs/create", created, stop))["run"]!["info"]!["run_id"]!.GetValue<string>();
            await PostAsync("runs/log-batch", Batch(ids[at], at), stop);
        });
        return ids;
    }

    private string Batch(string run, int at)
    {
        IEnumerable<string> metrics = Enumerable.Range(0, points).Select(point =>
            Say($$"""{"key":"m{{point % Metrics}}","value":{{at + (point * 0.001)}},"timestamp":{{1_700_000_000_000 + at + point}},"step":{{point / Metrics}}}"""));
        IEnumerable<string> parameters = Enumerable.Range(0, Metrics).Select(parameter => Say($$"""{"key":"p{{parameter}}","value":"{{((at * 7) + parameter) % 13}}"}"""));
        return $$"""{"run_id":"{{run}}","metrics":[{{string.Join(',', metrics)}}],"params":[{{string.Join(',', parameters)}}]}""";
    }

    private async Task<JsonNode> PostAsync(string call, string json, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await client.PostAsync($"api/2.0/mlflow/{call}", new StringContent(json, Encoding.UTF8, "application/json"), cancellationToken);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonNode>(cancellationToken))!;
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
