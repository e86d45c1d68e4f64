using System.Text;
using ExperimentRunner.Testing;
using ExperimentRunner.Tracking.Connecting;
using ExperimentRunner.Tracking.Mlflow;

namespace ExperimentRunner.Tracking.Tests.Mlflow;

public sealed class MlflowClientTests
{
    private static readonly NewRun Run = new() { ExperimentId = "0", RunName = "r", StartTime = 1 };

    [Fact]
    public async Task A_fault_that_passes_is_not_noticed()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync((context, before) => before switch
        {
            0 => ScriptedServer.SayAsync(context, 503, "warming up"),
            1 => ScriptedServer.SayAsync(context, 429, "slow down", ("Retry-After", "0")),
            _ => ScriptedServer.SayAsync(context, 200, """{"experiment_id":"12"}"""),
        });
        using MlflowClient client = Client(server.Address);

        Assert.Equal("12", await client.CreateExperimentAsync("x", CancellationToken.None));
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task A_fault_that_stays_ends_in_the_one_exception_for_it()
    {
        await using ScriptedServer server = await ScriptedServer.SayingAsync(503, "down for today", ("Retry-After", "0"));
        using MlflowClient client = Client(server.Address);

        var exception = await Assert.ThrowsAsync<TrackingUnavailableException>(() => client.FindExperimentAsync("x", CancellationToken.None));

        Assert.Contains("503: down for today", exception.Message, StringComparison.Ordinal);
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task A_server_that_is_not_there_ends_in_the_one_exception_for_it()
    {
        using MlflowClient client = Client(new Uri("http://127.0.0.1:1/"));

        await Assert.ThrowsAsync<TrackingUnavailableException>(() => client.FindExperimentAsync("x", CancellationToken.None));
    }

    [Fact]
    public async Task Making_a_run_is_not_repeated_when_it_may_have_been_done()
    {
        await using ScriptedServer server = await ScriptedServer.SayingAsync(502, "bad gateway");
        using MlflowClient client = Client(server.Address);

        await Assert.ThrowsAsync<TrackingUnavailableException>(() => client.CreateRunAsync(Run, CancellationToken.None));

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_slow_server_is_given_up_on_after_the_timeout()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(async (context, _) =>
        {
            var forever = new TaskCompletionSource();
            context.RequestAborted.Register(forever.SetResult);
            await forever.Task;
        });
        using var client = new MlflowClient(new TrackingConnection { Server = server.Address, Timeout = TimeSpan.FromSeconds(5) }, TimeProvider.System);

        var exception = await Assert.ThrowsAsync<TrackingUnavailableException>(() => client.FindRunAsync("x", CancellationToken.None));

        Assert.Contains("no answer in time", exception.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Whoever_cancels_is_obeyed_while_waiting_for_the_next_try()
    {
        using var cancellation = new CancellationTokenSource();
        await using ScriptedServer server = await ScriptedServer.StartAsync(async (context, _) =>
        {
            await ScriptedServer.SayAsync(context, 503, "", ("Retry-After", "30"));
            cancellation.CancelAfter(TimeSpan.FromMilliseconds(50));
        });
        using MlflowClient client = Client(server.Address);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.FindRunAsync("x", cancellation.Token));
    }

    [Theory]
    [InlineData(false, "Basic YWxpY2U6czNjcmV0")]
    [InlineData(true, "Bearer s3cret")]
    public async Task Credentials_are_sent(bool isToken, string header)
    {
        string? seen = null;
        await using ScriptedServer server = await ScriptedServer.StartAsync((context, _) =>
        {
            seen = context.Request.Headers.Authorization;
            return ScriptedServer.SayAsync(context, 200, """{"experiment_id":"1"}""");
        });
        using MlflowClient client = Client(server.Address, isToken ? new TrackingCredentials.Bearer("s3cret") : new TrackingCredentials.Basic("alice", "s3cret"));

        await client.CreateExperimentAsync("x", CancellationToken.None);

        Assert.Equal(header, seen);
    }

    [Fact]
    public async Task A_refusal_says_what_why_and_the_way_out_and_no_secret()
    {
        (int Status, string Text)[] refusals =
        [
            (403, "Invalid Host header - possible DNS rebinding attack detected"),
            (403, """{"error_code":"PERMISSION_DENIED","message":"Permission denied"}"""),
            (401, "You are not authenticated."),
            (400, """{"error_code":"INVALID_PARAMETER_VALUE","message":"Missing value for required parameter 'name'."}"""),
            (302, "elsewhere"),
            (404, "<!doctype html><title>404 Not Found</title>"),
            (200, "<html>Please sign in</html>"),
        ];

        var said = new StringBuilder();
        foreach ((int status, string text) in refusals)
        {
            await using ScriptedServer server = await ScriptedServer.SayingAsync(status, text, ("Location", "http://example.org/"));
            using MlflowClient client = Client(server.Address, new TrackingCredentials.Basic("alice", "s3cret"));
            var exception = await Assert.ThrowsAsync<MlflowException>(() => client.CreateExperimentAsync("x", CancellationToken.None));
            Assert.DoesNotContain("s3cret", exception.ToString(), StringComparison.Ordinal);
            said.Append(exception.Message.Replace(server.Address.AbsoluteUri, "http://server/", StringComparison.Ordinal)).Append('\n');
        }

        await Verifier.Verify(said.ToString());
    }

    [Fact]
    public async Task Artifacts_and_long_histories_come_through_whole()
    {
        using var folder = new TemporaryFolder();
        byte[] content = [.. Enumerable.Range(0, 300_000).Select(at => (byte)at)];
        await File.WriteAllBytesAsync(folder["a b#é.bin"], content);
        await using TestServer server = await TestServer.StartAsync();
        using MlflowClient client = server.Client();
        MlflowRun run = await client.CreateRunAsync(Run, CancellationToken.None);

        await client.UploadArtifactAsync(run.Info.ArtifactUri, "a b#é.bin", folder["a b#é.bin"], CancellationToken.None);
        await client.LogAsync(run.Info.RunId, new LogBatch { Metrics = [.. Enumerable.Range(0, 26_000).Select(step => new MlflowMetric("m", step, step, step))] }, CancellationToken.None);

        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        string path = run.Info.ArtifactUri["mlflow-artifacts:/".Length..];
        Assert.Equal(content, await http.GetByteArrayAsync(new Uri(server.Address, $"api/2.0/mlflow-artifacts/artifacts/{path}/{Uri.EscapeDataString("a b#é.bin")}")));
        Assert.Equal(26_000, (await client.MetricHistoryAsync(run.Info.RunId, "m", CancellationToken.None)).Count);
    }

    private static MlflowClient Client(Uri server, TrackingCredentials? credentials = null) =>
        new(new TrackingConnection { Server = server, Credentials = credentials ?? new TrackingCredentials.None() }, TimeProvider.System);
}
