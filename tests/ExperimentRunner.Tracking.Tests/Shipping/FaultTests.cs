using ExperimentRunner.Tracking.Connecting;
using ExperimentRunner.Tracking.Mlflow;
using ExperimentRunner.Tracking.Shipping;

namespace ExperimentRunner.Tracking.Tests.Shipping;

/// <summary>Nothing is lost and nothing doubled, wherever a server or this program stops.</summary>
public sealed class FaultTests
{
    [Fact]
    public async Task A_server_that_is_down_loses_nothing()
    {
        using var sweep = new SampleSweep();
        await using TestServer server = await TestServer.StartAsync();
        using MlflowClient client = server.Client();
        sweep.Begin(1);
        sweep.Step(1, 10);
        await Shipper(client, sweep).ShipAsync(SweepWork.GoesOn, CancellationToken.None);

        await server.StopAsync();
        sweep.Step(1, 20, double.NaN);
        sweep.EndEpoch(1, 20);
        await Assert.ThrowsAsync<TrackingUnavailableException>(() => Shipper(client, sweep).ShipAsync(SweepWork.GoesOn, CancellationToken.None));
        sweep.End(1);
        sweep.Complete(2);
        await server.StartAgainAsync();
        await Shipper(client, sweep).ShipAsync(SweepWork.GoesOn, CancellationToken.None);

        Assert.Equal(await UndisturbedAsync(), await Tracked.DescribeAsync(client));
    }

    [Fact]
    public async Task A_server_that_is_away_is_no_advance_whatever_was_told_before()
    {
        using var sweep = new SampleSweep();
        await using TestServer server = await TestServer.StartAsync();
        using MlflowClient client = server.Client();
        int advances = 0;
        var shipper = new SweepShipper(client, sweep.Paths, TimeProvider.System) { User = "alice", Advanced = () => advances++ };
        sweep.Complete(1);
        sweep.Begin(2);
        await shipper.ShipAsync(SweepWork.GoesOn, CancellationToken.None);
        int before = advances;

        await server.StopAsync();
        sweep.Step(2, 10);
        await Assert.ThrowsAsync<TrackingUnavailableException>(() => shipper.ShipAsync(SweepWork.Rests, CancellationToken.None));

        Assert.Equal((2, 2), (before, advances));
    }

    [Fact]
    public async Task Whichever_answer_is_lost_nothing_is_lost_or_doubled()
    {
        string undisturbed = await UndisturbedAsync();
        int lost = 0;
        for (bool wasCutShort = true; wasCutShort; lost++)
        {
            await using TestServer server = await TestServer.StartAsync();
            using var sweep = new SampleSweep();
            sweep.Complete(1);
            sweep.Complete(2);
            wasCutShort = await ShipLosingOneAnswerAsync(sweep, server, lost);
            using MlflowClient client = server.Client();
            Assert.Equal(undisturbed, await Tracked.DescribeAsync(client));
        }

        Assert.True(lost > 15, $"Only {lost} answers were lost.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_says_500_for_a_while_gets_everything_in_the_end(bool doesWhatItRefuses)
    {
        string undisturbed = await UndisturbedAsync();
        int troubled = 0;
        for (bool wasTroubled = true; wasTroubled; troubled++)
        {
            await using TestServer server = await TestServer.StartAsync();
            using var sweep = new SampleSweep();
            sweep.Complete(1);
            sweep.Complete(2);
            wasTroubled = await ShipThroughTroubleAsync(sweep, server, troubled, doesWhatItRefuses);
            using MlflowClient client = server.Client();
            Assert.Equal(undisturbed, await Tracked.DescribeAsync(client));
        }

        Assert.True(troubled > 15, $"Only {troubled} moments were tried.");
    }

    [Fact]
    public async Task A_lost_ledger_finds_its_runs_again()
    {
        using var sweep = new SampleSweep();
        sweep.Complete(1);
        sweep.Complete(2);
        await using TestServer server = await TestServer.StartAsync();
        using MlflowClient client = server.Client();
        await Shipper(client, sweep).ShipAsync(SweepWork.GoesOn, CancellationToken.None);

        File.Delete(sweep.Paths.Tracking);
        File.Delete(sweep.Run(1).Tracking);
        await Shipper(client, sweep).ShipAsync(SweepWork.GoesOn, CancellationToken.None);

        Assert.Equal(await UndisturbedAsync(), await Tracked.DescribeAsync(client));
    }

    [Fact]
    public async Task A_server_that_lost_its_records_gets_everything_anew()
    {
        using var sweep = new SampleSweep();
        sweep.Complete(1);
        sweep.Complete(2);
        await using TestServer first = await TestServer.StartAsync();
        await using TestServer second = await TestServer.StartAsync();
        using MlflowClient toFirst = Remembered(first);
        using MlflowClient toSecond = Remembered(second);
        await Shipper(toFirst, sweep).ShipAsync(SweepWork.GoesOn, CancellationToken.None);

        await Shipper(toSecond, sweep).ShipAsync(SweepWork.GoesOn, CancellationToken.None);

        Assert.Equal(await UndisturbedAsync(), await Tracked.DescribeAsync(toSecond));
    }

    [Fact]
    public async Task A_deleted_experiment_is_said_with_the_way_out()
    {
        using var sweep = new SampleSweep();
        await using TestServer server = await TestServer.StartAsync();
        using MlflowClient client = server.Client();
        string id = await client.CreateExperimentAsync("quickstart", CancellationToken.None);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        await http.PostAsync(
            new Uri(server.Address, "api/2.0/mlflow/experiments/delete"),
            new StringContent($$"""{"experiment_id":"{{id}}"}""", System.Text.Encoding.UTF8, "application/json"));

        var exception = await Assert.ThrowsAsync<TrackingConflictException>(() => Shipper(client, sweep).ShipAsync(SweepWork.GoesOn, CancellationToken.None));

        Assert.Contains($"mlflow experiments restore --experiment-id {id}", exception.Message, StringComparison.Ordinal);
    }

    private static async Task<bool> ShipLosingOneAnswerAsync(SampleSweep sweep, TestServer server, int lost)
    {
        bool wasCutShort = false;
        await using ScriptedServer unreliable = await ScriptedServer.StartAsync(async (context, before) =>
        {
            if (before == lost)
            {
                // Done by the server, and its answer never seen.
                context.Response.Body = Stream.Null;
                await ScriptedServer.PassOnAsync(context, server.Address);
                wasCutShort = true;
                context.Abort();
                return;
            }

            await ScriptedServer.PassOnAsync(context, server.Address);
        });
        using var client = new MlflowClient(new TrackingConnection { Server = unreliable.Address, RememberedAs = "it", MaxRetries = 0 }, TimeProvider.System);
        if (await Record.ExceptionAsync(() => Shipper(client, sweep).ShipAsync(SweepWork.GoesOn, CancellationToken.None)) is Exception exception)
        {
            Assert.IsType<TrackingUnavailableException>(exception);
            await Shipper(client, sweep).ShipAsync(SweepWork.GoesOn, CancellationToken.None);
        }

        return wasCutShort;
    }

    /// <summary>Three requests from number <paramref name="from"/> on are answered with 500, done or not.</summary>
    private static async Task<bool> ShipThroughTroubleAsync(SampleSweep sweep, TestServer server, int from, bool doesWhatItRefuses)
    {
        const int length = 3;
        bool wasTroubled = false;
        await using ScriptedServer troubled = await ScriptedServer.StartAsync(async (context, before) =>
        {
            if (before < from || before >= from + length)
            {
                await ScriptedServer.PassOnAsync(context, server.Address);
                return;
            }

            wasTroubled = true;
            if (doesWhatItRefuses)
            {
                Stream answer = context.Response.Body;
                context.Response.Body = Stream.Null;
                await ScriptedServer.PassOnAsync(context, server.Address);
                context.Response.Body = answer;
                context.Response.ContentType = null;
            }

            await ScriptedServer.SayAsync(context, 500, """{"error_code":"INTERNAL_ERROR","message":"the disk is away"}""");
        });
        using var client = new MlflowClient(new TrackingConnection { Server = troubled.Address, RememberedAs = "it", MaxRetries = 0 }, TimeProvider.System);
        for (int attempt = 0; attempt <= length; attempt++)
        {
            if (await Record.ExceptionAsync(() => Shipper(client, sweep).ShipAsync(SweepWork.GoesOn, CancellationToken.None)) is not { } exception)
            {
                return wasTroubled;
            }

            Assert.IsType<TrackingUnavailableException>(exception);
        }

        throw new InvalidOperationException("The sweep was never told.");
    }

    private static async Task<string> UndisturbedAsync()
    {
        using var sweep = new SampleSweep();
        sweep.Complete(1);
        sweep.Complete(2);
        await using TestServer server = await TestServer.StartAsync();
        using MlflowClient client = server.Client();
        await Shipper(client, sweep).ShipAsync(SweepWork.GoesOn, CancellationToken.None);
        return await Tracked.DescribeAsync(client);
    }

    private static MlflowClient Remembered(TestServer server) =>
        new(new TrackingConnection { Server = server.Address, RememberedAs = "it" }, TimeProvider.System);

    private static SweepShipper Shipper(MlflowClient client, SampleSweep sweep) => new(client, sweep.Paths, TimeProvider.System) { User = "alice" };
}
