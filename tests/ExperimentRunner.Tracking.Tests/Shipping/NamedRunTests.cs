using ExperimentRunner.Tracking.Connecting;
using ExperimentRunner.Tracking.Mlflow;
using ExperimentRunner.Tracking.Shipping;

namespace ExperimentRunner.Tracking.Tests.Shipping;

/// <summary>MLFLOW_RUN_ID.</summary>
public sealed class NamedRunTests
{
    [Fact]
    public async Task The_run_stands_for_the_sweep_in_its_own_experiment_and_keeps_its_name()
    {
        await using TestServer server = await TestServer.StartAsync();
        (string experiment, string named) = await MakeRunAsync(server);
        using MlflowClient client = Client(server, new TrackingDestination { RunId = named });

        Assert.Equal(experiment, await new ExperimentFinder(client).FindOrMakeAsync("quickstart", CancellationToken.None));
        Assert.Equal(named, await TakeAsync(client));
        Assert.Equal(named, await TakeAsync(client));

        MlflowRun run = (await client.Runs.FindAsync(named, CancellationToken.None))!;
        Assert.Equal(("r", "s1", "sweep"), (run.Info.RunName, run.Tag("sweep.id"), run.Tag("sweep.role")));
        Assert.Single(await client.Runs.SearchAsync(new RunSearch { ExperimentIds = [experiment] }, CancellationToken.None).ToListAsync());
        Assert.Null(await client.Experiments.FindByNameAsync("quickstart", CancellationToken.None));
    }

    [Theory]
    [InlineData("unknown", "does not have")]
    [InlineData("deleted", "mlflow runs restore")]
    [InlineData("of another sweep", "which stands for sweep 'other' already")]
    [InlineData("of another experiment", "MLFLOW_EXPERIMENT_NAME says 'mine'. Unset one of them.")]
    public async Task A_run_that_can_not_stand_for_the_sweep_is_refused_with_the_way_out_and_left_as_it_is(string kind, string said)
    {
        await using TestServer server = await TestServer.StartAsync();
        (_, string named) = await MakeRunAsync(server, kind == "of another sweep" ? [new("sweep.id", "other")] : []);
        using MlflowClient client = Client(server, new TrackingDestination
        {
            RunId = kind == "unknown" ? "ffff" : named,
            ExperimentName = kind == "of another experiment" ? "mine" : null,
        });
        if (kind == "deleted")
        {
            await client.Runs.DeleteAsync(named, CancellationToken.None);
        }

        var exception = await Assert.ThrowsAsync<TrackingConflictException>(() => TakeAsync(client));

        Assert.StartsWith("MLFLOW_RUN_ID names run '", exception.Message, StringComparison.Ordinal);
        Assert.Contains(said, exception.Message, StringComparison.Ordinal);
        Assert.Null((await client.Runs.FindAsync(named, CancellationToken.None))!.Tag("sweep.role"));
    }

    private static async Task<(string Experiment, string Run)> MakeRunAsync(TestServer server, params MlflowTag[] tags)
    {
        using MlflowClient client = server.Client();
        string id = await client.Experiments.CreateAsync(new NewExperiment("theirs"), CancellationToken.None);
        return (id, (await client.Runs.CreateAsync(new NewRun { ExperimentId = id, RunName = "r", StartTime = 1, Tags = tags }, CancellationToken.None)).Info.RunId);
    }

    private static async Task<string> TakeAsync(MlflowClient client)
    {
        var sweep = new NewRun { ExperimentId = "0", RunName = "s1", StartTime = 1, Tags = [new("mlflow.runName", "s1"), new("sweep.id", "s1"), new("sweep.role", "sweep")] };
        return (await new RunFinder(client, TimeProvider.System).SweepRunAsync("0", "s1", () => sweep, CancellationToken.None)).Info.RunId;
    }

    private static MlflowClient Client(TestServer server, TrackingDestination destination) =>
        new(new TrackingConnection { Server = server.Address, Destination = destination, MaxRetries = 0 }, TimeProvider.System);
}
