using System.Globalization;
using ExperimentRunner.Tracking.Connecting;
using ExperimentRunner.Tracking.Mlflow;

namespace ExperimentRunner.Tracking.Tests.Mlflow;

public sealed class RetryTests
{
    private static readonly NewRun Run = new() { ExperimentId = "0", RunName = "r", StartTime = 1 };

    private readonly ImpatientTime time = new();

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(507)]
    public async Task What_may_pass_is_tried_again_after_waits_that_double(int status)
    {
        await using ScriptedServer server = await ScriptedServer.SayingAsync(status, "not now");
        using MlflowClient client = Client(server);

        var exception = await Assert.ThrowsAsync<TrackingUnavailableException>(() => client.Runs.FindAsync("x", CancellationToken.None));

        Assert.Equal([0.5, 1, 2], time.Waits.Select(wait => wait.TotalSeconds));
        Assert.Equal(4, server.Requests.Count);
        Assert.Equal(status, (int)exception.Status!);
    }

    [Theory]
    [InlineData(400, """{"error_code":"INVALID_PARAMETER_VALUE","message":"no"}""")]
    [InlineData(401, "no")]
    [InlineData(403, "no")]
    [InlineData(404, "no")]
    [InlineData(501, """{"error_code":"NOT_IMPLEMENTED","message":"no"}""")]
    [InlineData(500, """{"error_code":"INVALID_STATE","message":"Cannot rename a non-active experiment."}""")]
    [InlineData(500, """{"error_code":"INTERNAL_ERROR","message":"[Errno 2] No such file or directory"}""")]
    public async Task What_would_be_refused_again_is_not_tried_again(int status, string text)
    {
        await using ScriptedServer server = await ScriptedServer.SayingAsync(status, text);
        using MlflowClient client = Client(server);

        await Assert.ThrowsAsync<MlflowException>(() => client.Runs.FindAsync("x", CancellationToken.None));

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Jitter_is_added_to_each_wait()
    {
        await using ScriptedServer server = await ScriptedServer.SayingAsync(503, "not now");
        using var client = new MlflowClient(
            new TrackingConnection { Server = server.Address, BackoffFactor = TimeSpan.FromSeconds(2), BackoffJitter = TimeSpan.FromSeconds(1) }, time);

        await Assert.ThrowsAsync<TrackingUnavailableException>(() => client.Runs.FindAsync("x", CancellationToken.None));

        double[] least = [2, 4, 8];
        Assert.Equal(3, time.Waits.Count);
        Assert.All(time.Waits.Zip(least), pair => Assert.InRange(pair.First.TotalSeconds, pair.Second, pair.Second + 1));
        Assert.Contains(time.Waits.Zip(least), pair => pair.First.TotalSeconds != pair.Second);
    }

    [Fact]
    public async Task No_wait_is_longer_than_two_minutes()
    {
        await using ScriptedServer server = await ScriptedServer.SayingAsync(503, "not now");
        var clock = new ImpatientTime();
        using var client = new MlflowClient(
            new TrackingConnection { Server = server.Address, MaxRetries = 2, BackoffFactor = TimeSpan.FromSeconds(119), BackoffJitter = TimeSpan.Zero }, clock);

        Task call = client.Runs.FindAsync("x", CancellationToken.None);
        while (!call.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(120));
            await Task.Yield();
        }

        await Assert.ThrowsAsync<TrackingUnavailableException>(() => call);
        Assert.Equal(3, server.Requests.Count);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task The_server_says_how_long_to_wait_in_seconds(int status)
    {
        await using ScriptedServer server = await OnceAsync(status, _ => "7");
        using MlflowClient client = Client(server);

        await client.Experiments.FindAsync("1", CancellationToken.None);

        Assert.Equal([TimeSpan.FromSeconds(7)], time.Waits);
    }

    [Fact]
    public async Task The_server_says_until_when_to_wait()
    {
        await using ScriptedServer server = await OnceAsync(429, now => now.AddSeconds(33).ToString("R", CultureInfo.InvariantCulture));
        using MlflowClient client = Client(server);

        await client.Experiments.FindAsync("1", CancellationToken.None);

        Assert.Equal([TimeSpan.FromSeconds(33)], time.Waits);
    }

    [Fact]
    public async Task A_time_that_has_passed_is_no_wait()
    {
        await using ScriptedServer server = await OnceAsync(429, now => now.AddSeconds(-33).ToString("R", CultureInfo.InvariantCulture));
        using MlflowClient client = Client(server);

        await client.Experiments.FindAsync("1", CancellationToken.None);

        Assert.Empty(time.Waits);
    }

    [Fact]
    public async Task Whoever_asks_for_too_long_a_wait_is_not_waited_for_and_it_is_said()
    {
        await using ScriptedServer server = await ScriptedServer.SayingAsync(429, "slow down", ("Retry-After", "300"));
        using MlflowClient client = Client(server);

        var exception = await Assert.ThrowsAsync<TrackingUnavailableException>(() => client.Experiments.FindAsync("1", CancellationToken.None));

        Assert.Contains("429: slow down. It asks to wait for 300 s.", exception.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_connection_that_breaks_is_tried_again()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync((context, before) =>
        {
            if (before < 2)
            {
                context.Abort();
                return Task.CompletedTask;
            }

            return ScriptedServer.SayAsync(context, 200, """{"experiment_id":"12"}""");
        });
        using MlflowClient client = Client(server);

        Assert.Equal("12", await client.Experiments.CreateAsync(new NewExperiment("x"), CancellationToken.None));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_tried_again_also_to_make_a_run()
    {
        using var client = new MlflowClient(new TrackingConnection { Server = new Uri("http://127.0.0.1:1/"), BackoffJitter = TimeSpan.Zero }, time);

        await Assert.ThrowsAsync<TrackingUnavailableException>(() => client.Runs.CreateAsync(Run, CancellationToken.None));

        Assert.Equal(3, time.Waits.Count);
    }

    [Fact]
    public async Task Making_a_run_is_tried_again_where_the_server_says_that_it_did_not_do_it()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync((context, before) => before == 0
            ? ScriptedServer.SayAsync(context, 429, "slow down")
            : ScriptedServer.SayAsync(context, 503, "perhaps"));
        using MlflowClient client = Client(server);

        await Assert.ThrowsAsync<TrackingUnavailableException>(() => client.Runs.CreateAsync(Run, CancellationToken.None));

        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task What_is_deleted_by_a_request_whose_answer_was_lost_is_deleted()
    {
        await using TestServer real = await TestServer.StartAsync();
        int lost = 0;
        await using ScriptedServer server = await ScriptedServer.StartAsync(async (context, before) =>
        {
            bool isFirstOfItsKind = context.Request.Path.Value!.Contains("delete", StringComparison.Ordinal) && lost++ % 2 == 0;
            if (isFirstOfItsKind)
            {
                context.Response.Body = Stream.Null;
            }

            await ScriptedServer.PassOnAsync(context, real.Address);
            if (isFirstOfItsKind)
            {
                context.Abort();
            }
        });
        using MlflowClient client = Client(server);
        string experiment = await client.Experiments.CreateAsync(new NewExperiment("x") { Tags = [new("a", "b")] }, CancellationToken.None);
        MlflowRun run = await client.Runs.CreateAsync(Run with { ExperimentId = experiment, Tags = [new("a", "b")] }, CancellationToken.None);

        await client.Logging.DeleteTagAsync(run.Info.RunId, "a", CancellationToken.None);
        await client.Experiments.DeleteTagAsync(experiment, "a", CancellationToken.None);
        await client.Runs.DeleteAsync(run.Info.RunId, CancellationToken.None);
        await client.Experiments.DeleteAsync(experiment, CancellationToken.None);

        Assert.Equal(8, lost);
        Assert.True((await client.Experiments.FindAsync(experiment, CancellationToken.None))!.IsDeleted);
    }

    [Fact]
    public async Task What_was_never_there_can_not_be_deleted()
    {
        await using TestServer server = await TestServer.StartAsync();
        using MlflowClient client = server.Client();

        var exception = await Assert.ThrowsAsync<MlflowException>(() => client.Experiments.DeleteAsync("77", CancellationToken.None));

        Assert.Equal(MlflowException.DoesNotExist, exception.ErrorCode);
    }

    private MlflowClient Client(ScriptedServer server) => new(
        new TrackingConnection { Server = server.Address, BackoffFactor = TimeSpan.FromSeconds(0.5), BackoffJitter = TimeSpan.Zero }, time);

    private Task<ScriptedServer> OnceAsync(int status, Func<DateTimeOffset, string> retryAfter) => ScriptedServer.StartAsync((context, before) => before == 0
        ? ScriptedServer.SayAsync(context, status, "slow down", ("Retry-After", retryAfter(time.GetUtcNow())))
        : ScriptedServer.SayAsync(context, 200, """{"experiment":{"experiment_id":"1","name":"x","lifecycle_stage":"active"}}"""));
}
