using ExperimentRunner.Tracking.Mlflow;
using ExperimentRunner.Tracking.Shipping;

namespace ExperimentRunner.Tracking.Tests.Shipping;

/// <summary>Runs that are done more than once.</summary>
public sealed class AttemptTests
{
    [Fact]
    public async Task An_interrupted_sweep_is_killed_and_taken_up_again()
    {
        using var sweep = new SampleSweep();
        sweep.Complete(1);
        sweep.Begin(2);
        sweep.Step(2, 10);
        await using TestServer server = await TestServer.StartAsync();
        using MlflowClient client = server.Client();

        await Shipper(client, sweep).ShipAsync(SweepWork.Rests, CancellationToken.None);
        IReadOnlyList<MlflowRun> closed = await Tracked.RunsAsync(client);
        sweep.Begin(2, written: new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc));
        sweep.Step(2, 10, loss: 0.4);
        sweep.End(2);
        await Shipper(client, sweep).ShipAsync(SweepWork.GoesOn, CancellationToken.None);
        IReadOnlyList<MlflowRun> resumed = await Tracked.RunsAsync(client);

        Assert.Equal(["KILLED", "FINISHED", "KILLED"], closed.Select(run => run.Info.Status));
        Assert.Equal(["FINISHED", "FINISHED", "FINISHED", "KILLED"], resumed.Select(run => run.Info.Status).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_run_begun_anew_gets_a_new_child_and_the_stale_one_is_killed()
    {
        using var sweep = new SampleSweep();
        sweep.Begin(1);
        sweep.Step(1, 10, loss: 9);
        await using TestServer server = await TestServer.StartAsync();
        using MlflowClient client = server.Client();
        await Shipper(client, sweep).ShipAsync(SweepWork.GoesOn, CancellationToken.None);

        sweep.Begin(1, written: new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc));
        sweep.Step(1, 10, loss: 1);
        await Shipper(client, sweep).ShipAsync(SweepWork.GoesOn, CancellationToken.None);

        await AssertStaleAndFreshAsync(client);
    }

    [Fact]
    public async Task Events_begun_anew_in_the_same_folder_get_a_new_child()
    {
        using var sweep = new SampleSweep();
        sweep.Begin(1);
        sweep.Step(1, 10, loss: 9);
        await using TestServer server = await TestServer.StartAsync();
        using MlflowClient client = server.Client();
        await Shipper(client, sweep).ShipAsync(SweepWork.GoesOn, CancellationToken.None);

        File.Delete(sweep.Run(1).Events);
        sweep.Step(1, 10, loss: 1);
        await Shipper(client, sweep).ShipAsync(SweepWork.GoesOn, CancellationToken.None);

        await AssertStaleAndFreshAsync(client);
    }

    private static async Task AssertStaleAndFreshAsync(MlflowClient client)
    {
        MlflowRun[] children = [.. (await Tracked.RunsAsync(client)).Skip(1)];
        Assert.Equal(2, children.Length);
        Assert.Equal(9, Assert.Single(children, run => run.Info.Status == MlflowStatus.Killed).Data.Metrics.Single(metric => metric.Key == "train/loss").Value);
        Assert.Equal(1, Assert.Single(children, run => run.Info.Status == MlflowStatus.Running).Data.Metrics.Single(metric => metric.Key == "train/loss").Value);
    }

    private static SweepShipper Shipper(MlflowClient client, SampleSweep sweep) => new(client, sweep.Paths, TimeProvider.System) { User = "alice" };
}
