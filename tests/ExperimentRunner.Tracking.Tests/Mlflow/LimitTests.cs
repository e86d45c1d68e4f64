using System.Text;
using System.Text.Json.Nodes;
using ExperimentRunner.Tracking.Connecting;
using ExperimentRunner.Tracking.Mlflow;
using Microsoft.AspNetCore.Http;

namespace ExperimentRunner.Tracking.Tests.Mlflow;

/// <summary>What goes over the wire keeps the server's limits, and nothing is lost by it.</summary>
public sealed class LimitTests
{
    [Theory]
    [InlineData("ascii", 'x')]
    [InlineData("two bytes", 'é')]
    [InlineData("three bytes", '漢')]
    [InlineData("escaped", '"')]
    public async Task No_request_is_larger_than_a_megabyte(string _, char letter)
    {
        var requests = new List<byte[]>();
        await using ScriptedServer server = await RecordingAsync(requests);
        using MlflowClient client = Client(server);
        var batch = new LogBatch
        {
            Tags = [.. Enumerable.Range(0, 100).Select(key => new MlflowTag($"t{key}", new string(letter, 8000)))],
            Params = [.. Enumerable.Range(0, 100).Select(key => new MlflowParam($"p{key}", new string(letter, 6000)))],
            Metrics = [.. Enumerable.Range(0, 1000).Select(step => new MlflowMetric(new string(letter, 250), step, 1_700_000_000_000, step))],
        };

        await client.Logging.LogAsync("0123456789abcdef0123456789abcdef", batch, CancellationToken.None);

        Assert.All(requests, request => Assert.InRange(request.Length, 1, MlflowLimits.RequestBytes));
        Assert.Equal(batch.Tags.Select(tag => tag.Value), Texts(requests, "tags", "value"));
        Assert.Equal(batch.Params.Select(param => param.Value), Texts(requests, "params", "value"));
        Assert.Equal(Enumerable.Range(0, 1000).Select(step => $"{step}"), Texts(requests, "metrics", "step"));
        double bytes = requests.Sum(request => (double)request.Length);
        Assert.True(requests.Count <= Math.Ceiling(bytes / MlflowLimits.RequestBytes) + 3, $"{requests.Count} requests for {bytes} bytes.");
    }

    [Theory]
    [InlineData(6000, 6000)]
    [InlineData(6001, 6000)]
    public void A_surrogate_pair_is_never_cut_apart(int length, int most)
    {
        for (int shift = 0; shift < 3; shift++)
        {
            string text = new string('x', shift) + string.Concat(Enumerable.Repeat("😀", length / 2)) + new string('x', length % 2);

            string cut = MlflowLimits.Cut(text, most);

            Assert.True(cut.Length <= most);
            Assert.Equal(cut, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(cut)));
            Assert.True(cut == text || cut.EndsWith($"… [cut from {text.Length} characters]", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Too_long_keys_are_cut_visibly_to_letters_that_a_key_may_have_and_stay_apart()
    {
        string[] keys = [new string('k', 251), new string('k', 251) + "a", new string('k', 251) + "b", new string('k', 250)];

        string[] cut = [.. keys.Select(MlflowLimits.CutKey)];

        Assert.Equal(4, cut.Distinct().Count());
        Assert.All(cut, key => Assert.Equal(250, key.Length));
        Assert.Equal(keys[3], cut[3]);
        Assert.All(cut[..3], key => Assert.Matches("^k+[.]{3}cut-[0-9a-f]{8}$", key));
    }

    [Fact]
    public async Task Real_servers_take_what_was_cut()
    {
        await using TestServer server = await TestServer.StartAsync();
        using MlflowClient client = server.Client();
        string experiment = await client.Experiments.CreateAsync(new NewExperiment("x") { Tags = [new("long", new string('x', 5001))] }, CancellationToken.None);
        MlflowRun run = await client.Runs.CreateAsync(new NewRun { ExperimentId = experiment, RunName = new string('n', 251), StartTime = 1 }, CancellationToken.None);
        string id = run.Info.RunId;

        await client.Experiments.SetTagAsync(experiment, new MlflowTag("again", new string('x', 7123)), CancellationToken.None);
        await client.Logging.SetTagAsync(id, new MlflowTag("t", new string('x', 8001)), CancellationToken.None);
        await client.Logging.LogParamAsync(id, new MlflowParam("p", new string('x', 7123)), CancellationToken.None);
        await client.Logging.LogMetricAsync(id, new MlflowMetric(new string('m', 300), 1, 1, 1), CancellationToken.None);
        await client.Runs.UpdateAsync(id, new RunUpdate { RunName = new string('n', 400) }, CancellationToken.None);

        run = (await client.Runs.FindAsync(id, CancellationToken.None))!;
        Assert.EndsWith("x… [cut from 7123 characters]", (await client.Experiments.FindAsync(experiment, CancellationToken.None))!.Tag("again"), StringComparison.Ordinal);
        Assert.EndsWith("x… [cut from 8001 characters]", run.Tag("t"), StringComparison.Ordinal);
        Assert.EndsWith("x… [cut from 7123 characters]", Assert.Single(run.Data.Params).Value, StringComparison.Ordinal);
        Assert.EndsWith("n… [cut from 400 characters]", run.Info.RunName, StringComparison.Ordinal);
        Assert.Contains("...cut-", Assert.Single(run.Data.Metrics).Key, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_of_before_mlflow_3_gets_tags_that_it_takes()
    {
        var requests = new List<byte[]>();
        await using ScriptedServer server = await RecordingAsync(requests, status: before => before == 0 ? 400 : 200);
        using MlflowClient client = Client(server);

        await client.Logging.LogAsync("x", new LogBatch { Tags = [new("t", new string('x', 9000))] }, CancellationToken.None);

        string[] sent = [.. Texts(requests, "tags", "value")];
        Assert.Equal([8000, 5000], sent.Select(tag => tag.Length));
        Assert.EndsWith("]", sent[1], StringComparison.Ordinal);
    }

    private static IEnumerable<string> Texts(IEnumerable<byte[]> requests, string list, string field) =>
        requests.SelectMany(request => JsonNode.Parse(request)![list]?.AsArray() ?? []).Select(entry => entry![field]!.ToString());

    private static Task<ScriptedServer> RecordingAsync(List<byte[]> requests, Func<int, int>? status = null) => ScriptedServer.StartAsync(async (context, before) =>
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        requests.Add(body.ToArray());
        int said = status?.Invoke(before) ?? StatusCodes.Status200OK;
        await ScriptedServer.SayAsync(context, said, said == StatusCodes.Status200OK ? "{}" : """{"error_code":"INVALID_PARAMETER_VALUE","message":"Tag value exceeded length 5000"}""");
    });

    private static MlflowClient Client(ScriptedServer server) => new(new TrackingConnection { Server = server.Address, MaxRetries = 0 }, TimeProvider.System);
}
