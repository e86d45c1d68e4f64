using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ExperimentRunner.Testing;

namespace ExperimentRunner.TrackingServer.Tests.Contract;

/// <summary>Answers of our server as they are when the whole recording is met, for machines that do not have the recording.</summary>
public sealed partial class CallsTests
{
    private static readonly (string Call, string Json)[] Calls =
    [
        ("experiments/create", """{"name":"fruits","tags":[{"key":"team","value":"a"}]}"""),
        ("experiments/create", """{"name":"fruits"}"""),
        ("experiments/create", """{"name":7}"""),
        ("experiments/create", """{"name":"""),
        ("experiments/search", """{"max_results":2,"filter":"tags.team = 'a'"}"""),
        ("experiments/search", """{"max_results":2,"filter":"foo = 1"}"""),
        ("experiments/search", "{}"),
        ("runs/create", """{"experiment_id":"1","run_name":"d2-b32","start_time":5,"user_id":"ann"}"""),
        ("runs/log-batch", """{"run_id":"RUN","metrics":[{"key":"loss","value":0.5,"timestamp":1,"step":1},{"key":"loss","value":"NaN","timestamp":2,"step":2},{"key":"acc","value":"Infinity","timestamp":2}],"params":[{"key":"devices","value":"2"}]}"""),
        ("runs/log-batch", """{"run_id":"RUN","params":[{"key":"devices","value":"4"}]}"""),
        ("runs/log-batch", """{"run_id":"RUN","metrics":[{"key":"a@b","value":1,"timestamp":1}]}"""),
        ("runs/log-batch", """{"run_id":"RUN","metrics":[{"key":"a","timestamp":1}]}"""),
        ("runs/log-metric", """{"run_id":"RUN","key":"m","value":1,"timestamp":-1}"""),
        ("runs/log-metric", """{"run_id":"RUN","key":"m","value":NaN,"timestamp":1}"""),
        ("runs/log-inputs", """{"run_id":"RUN","datasets":[{"dataset":{"name":"fruits","digest":"1","source_type":"local","source":"x"},"tags":[{"key":"mlflow.data.context","value":"train"}]}]}"""),
        ("logged-models", """{"experiment_id":"1","name":"net","source_run_id":"RUN","params":[{"key":"lr","value":"0.1"}]}"""),
        ("logged-models/search", """{"experiment_ids":["1"],"filter":"params.lr = '0.1'"}"""),
        ("runs/search", """{"experiment_ids":["1"],"filter":"params.devices = '2' AND datasets.context = 'train'"}"""),
        ("runs/search", """{"experiment_ids":["1"],"filter":"params.devices = 2"}"""),
        ("runs/search", """{"experiment_ids":["1"],"filter":"metrics.loss > 1 OR status = 'RUNNING'"}"""),
        ("runs/search", """{"experiment_ids":["1"],"order_by":["metrics.loss DOWN"]}"""),
        ("runs/update", """{"run_id":"RUN","status":"FINISHED","end_time":9}"""),
        ("runs/delete", """{"run_id":"RUN"}"""),
        ("runs/set-tag", """{"run_id":"RUN","key":"k","value":"v"}"""),
        ("runs/delete", """{"run_id":"nowhere"}"""),
        ("experiments/search-datasets", """{"experiment_ids":["1"]}"""),
    ];

    [Fact]
    public async Task Calls_are_answered_as_agreed()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        var transcript = new StringBuilder();
        string run = "";

        foreach ((string call, string json) in Calls)
        {
            using HttpResponseMessage response = await server.SendAsync(call, json.Replace("RUN", run, StringComparison.Ordinal));
            string text = await response.Content.ReadAsStringAsync();
            run = call == "runs/create" ? JsonNode.Parse(text)!["run"]!["info"]!["run_id"]!.GetValue<string>() : run;
            string answer = Regex.Unescape(text.Replace("\\\"", "'", StringComparison.Ordinal));
            transcript.Append($"{call} {json}\n{(int)response.StatusCode} {Clocks().Replace(ModelId().Replace((run.Length == 0 ? answer : answer.Replace(run, "RUN", StringComparison.Ordinal)), "MODEL"), "${name}0")}\n\n");
        }

        await Verifier.Verify(transcript.ToString());
    }

    [GeneratedRegex("m-[0-9a-f]{32}")]
    private static partial Regex ModelId();

    [GeneratedRegex("(?<name>\"(?:creation|last_updated?)_time(?:stamp_ms)?\":)[0-9]+")]
    private static partial Regex Clocks();
}
