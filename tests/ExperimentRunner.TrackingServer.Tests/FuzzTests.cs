using System.Net;
using System.Text.Json.Nodes;
using CsCheck;
using ExperimentRunner.TrackingServer.Http;
using ExperimentRunner.TrackingServer.Search;
using Xunit.Abstractions;

namespace ExperimentRunner.TrackingServer.Tests;

/// <summary>Good inputs, changed at random: pieces taken out, doubled, swapped for others.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Filters = 20_000;
    private const int Bodies = 1_000;

    private static readonly string[] GoodFilters =
    [
        "metrics.`train/loss` < 2.5 AND params.devices = '2'", "tags.\"mlflow.parentRunId\" != 'x' AND attributes.status IN ('a', 'b')", "start_time >= 5e3 and run_name ILIKE '%a_'",
        "datasets.name NOT IN ('d') AND params.x IS NOT NULL", "metric.x = -1.5; DROP TABLE runs",
    ];

    private static readonly string[] GoodBodies =
    [
        """{"run_id":"RUN","metrics":[{"key":"k","value":1.5,"timestamp":1,"step":2},{"key":"n","value":"NaN","timestamp":"3"}],"params":[{"key":"p","value":"v"}],"tags":[{"key":"t","value":"w"}]}""",
        """{"experiment_ids":["0"],"filter":"metrics.k > 1 AND tags.t = 'w'","order_by":["metrics.k DESC","start_time"],"max_results":5,"page_token":"eyJvZmZzZXQiOiAxfQ==","run_view_type":"ALL"}""",
        """{"experiment_id":"0","name":"n","run_name":"r","start_time":1,"tags":[{"key":"mlflow.runName","value":"r"}],"artifact_location":"mlflow-artifacts:/1"}""",
        """{"run_id":"RUN","key":"k","value":1e300,"timestamp":9223372036854775807,"step":-5,"status":"FINISHED","end_time":1.5,"datasets":[{"dataset":{"name":"d","digest":"1"},"tags":[]}],"models":[{"model_id":"m"}]}""",
    ];

    private static readonly string[] Calls =
    [
        "runs/log-batch", "runs/search", "runs/create", "runs/log-metric", "runs/update", "runs/log-inputs", "runs/outputs", "runs/log-parameter", "runs/set-tag", "experiments/create",
        "experiments/search", "experiments/search-datasets", "logged-models", "logged-models/search", "runs/log-model",
    ];

    private static readonly string[] Pieces =
        ["'", "\"", "`", "(", ")", ",", ".", ";", "=", "!=", " AND ", " OR ", " NOT ", " IN ", " IS NULL", "''", "\0", "\ud800", "é", "9999999999999999999999", "1e999", "-", "{", "}", "[", "]", ":", "null", "true", "NaN", "\\u0000", "\\", "metrics.", "\n"];

    [Fact]
    public void No_filter_does_more_than_be_refused()
    {
        Changed(GoodFilters).Sample(
            filter =>
            {
                try
                {
                    var sql = new SqlText();
                    RunFilter.AddTo(sql, filter);
                    ExperimentQuery.AddFilter(new SqlText(), filter);
                    Assert.DoesNotContain("DROP", sql.ToString(), StringComparison.OrdinalIgnoreCase);
                }
                catch (MlflowFault fault)
                {
                    Assert.Equal(400, fault.Status);
                }
            },
            iter: Filters);
        output.WriteLine($"{Filters} filters");
    }

    [Fact]
    public async Task No_body_is_answered_with_an_error_of_ours()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string run = await server.CreateRunAsync();

        await Gen.Select(OneOf(Calls), Changed(GoodBodies)).SampleAsync(
            async (call, body) =>
            {
                using HttpResponseMessage response = await server.SendAsync(call, body.Replace("RUN", run, StringComparison.Ordinal));
                string answer = await response.Content.ReadAsStringAsync();
                Assert.True((int)response.StatusCode is 200 or 400 or 404, $"{(int)response.StatusCode} {answer}");
                Assert.True(response.StatusCode == HttpStatusCode.OK || JsonNode.Parse(answer)!["error_code"] is not null, answer);
            },
            iter: Bodies);
        output.WriteLine($"{Bodies} bodies");
        Assert.Equal("OK", await server.Client.GetStringAsync("health"));
    }

    private static Gen<string> Changed(string[] good) => Gen.Select(OneOf(good), Change.Array[0, 6]).Select((text, changes) => changes.Aggregate(text, (current, change) => change(current)));

    private static Gen<Func<string, string>> Change => Gen.Select(Gen.Int[0, 4], Gen.Int[0, 400], Gen.Int[1, 30], OneOf(Pieces)).Select<(int Kind, int At, int Length, string Piece), Func<string, string>>(
        change => text => Apply(text, change.Kind, Math.Min(change.At, text.Length), change.Length, change.Piece));

    private static Gen<string> OneOf(string[] texts) => Gen.Int[0, texts.Length - 1].Select(at => texts[at]);

    private static string Apply(string text, int kind, int at, int length, string piece)
    {
        int end = Math.Min(at + length, text.Length);
        return kind switch
        {
            0 => text.Remove(at, end - at),
            1 => text.Insert(at, text[at..end]),
            2 => text[..at] + piece + text[end..],
            3 => text[..at],
            _ => text.Insert(at, piece),
        };
    }
}
