using ExperimentRunner.Runs.Results;
using ExperimentRunner.Tracking.Mlflow;
using ExperimentRunner.Tracking.Shipping;
using ExperimentRunner.Tracking.Shipping.Naming;

namespace ExperimentRunner.Tracking.Tests.Shipping;

/// <summary>A run that goes on from a checkpoint, which takes lines off its events.jsonl, is the same run for a server.</summary>
public sealed class ResumeTests
{
    [Fact]
    public async Task A_run_whose_events_were_cut_keeps_its_child_and_no_point_is_told_twice_or_lost()
    {
        using var sweep = new SampleSweep();
        sweep.Begin(1);
        sweep.Step(1, 10);
        long checkpoint = sweep.EventsLength(1);
        sweep.Step(1, 20);
        sweep.EndEpoch(1, 20);
        sweep.Step(1, 30);
        await using TestServer server = await TestServer.StartAsync();
        using MlflowClient client = server.Client();
        await Shipper(client, sweep).ShipAsync(SweepWork.Rests, CancellationToken.None);

        // Steps 20 and 30 are done again and told of again, at other times; the file is longer than what was told.
        sweep.Resume(1, checkpoint);
        foreach (int step in (int[])[20, 30, 40, 50])
        {
            sweep.Step(1, step, later: TimeSpan.FromHours(1));
        }

        sweep.EndEpoch(1, 20, later: TimeSpan.FromHours(1));
        await Shipper(client, sweep).ShipAsync(SweepWork.GoesOn, CancellationToken.None);
        MlflowRun atWork = Child(await Tracked.RunsAsync(client));
        sweep.End(1);
        await Shipper(client, sweep).ShipAsync(SweepWork.GoesOn, CancellationToken.None);
        MlflowRun done = Child(await Tracked.RunsAsync(client));

        Assert.Equal(MlflowStatus.Running, atWork.Info.Status);
        Assert.Equal(MlflowStatus.Finished, done.Info.Status);
        Assert.Equal(atWork.Info.RunId, done.Info.RunId);
        Assert.Equal([320, 640, 960, 1280, 1600], await StepsAsync(client, done, "train/loss"));
        Assert.Equal([640], await StepsAsync(client, done, "test/accuracy"));
    }

    [Fact]
    public async Task A_cut_between_two_tellings_that_leaves_a_shorter_file_loses_nothing()
    {
        using var sweep = new SampleSweep();
        sweep.Begin(1);
        sweep.Step(1, 10);
        long checkpoint = sweep.EventsLength(1);
        sweep.Step(1, 20);
        sweep.Step(1, 30);
        await using TestServer server = await TestServer.StartAsync();
        using MlflowClient client = server.Client();
        await Shipper(client, sweep).ShipAsync(SweepWork.GoesOn, CancellationToken.None);

        sweep.Resume(1, checkpoint);
        await Shipper(client, sweep).ShipAsync(SweepWork.GoesOn, CancellationToken.None);
        sweep.Step(1, 20);
        await Shipper(client, sweep).ShipAsync(SweepWork.GoesOn, CancellationToken.None);
        sweep.Step(1, 30);
        sweep.Step(1, 40);
        sweep.End(1);
        await Shipper(client, sweep).ShipAsync(SweepWork.GoesOn, CancellationToken.None);

        Assert.Equal([320, 640, 960, 1280], await StepsAsync(client, Child(await Tracked.RunsAsync(client)), "train/loss"));
    }

    [Fact]
    public async Task A_cancelled_run_that_goes_on_ends_once_more_and_has_one_final_accuracy()
    {
        using var sweep = new SampleSweep();
        sweep.Begin(1);
        sweep.Step(1, 10);
        long checkpoint = sweep.EventsLength(1);
        sweep.End(1, new RunOutcome.Cancelled("asked to stop"));
        await using TestServer server = await TestServer.StartAsync();
        using MlflowClient client = server.Client();
        await Shipper(client, sweep).ShipAsync(SweepWork.Rests, CancellationToken.None);
        MlflowRun cancelled = Child(await Tracked.RunsAsync(client));

        File.Delete(sweep.Run(1).Result);
        sweep.Resume(1, checkpoint);
        await Shipper(client, sweep).ShipAsync(SweepWork.GoesOn, CancellationToken.None);
        MlflowRun atWork = Child(await Tracked.RunsAsync(client));
        sweep.Step(1, 20);
        sweep.End(1);
        await Shipper(client, sweep).ShipAsync(SweepWork.GoesOn, CancellationToken.None);
        MlflowRun done = Child(await Tracked.RunsAsync(client));

        Assert.Equal([MlflowStatus.Killed, MlflowStatus.Running, MlflowStatus.Finished], ((MlflowRun[])[cancelled, atWork, done]).Select(run => run.Info.Status));
        Assert.StartsWith("Cancelled", cancelled.Tag(TagNames.Failure), StringComparison.Ordinal);
        Assert.Equal("", done.Tag(TagNames.Failure));
        Assert.Equal([320, 640], await StepsAsync(client, done, "train/loss"));
        Assert.Single(await StepsAsync(client, done, "final/accuracy"));
    }

    [Fact]
    public async Task A_cancelled_run_that_went_on_to_its_end_before_the_server_was_told_is_told_in_full()
    {
        using var sweep = new SampleSweep();
        sweep.Begin(1);
        sweep.Step(1, 10);
        long checkpoint = sweep.EventsLength(1);
        sweep.End(1, new RunOutcome.Cancelled("asked to stop"));
        await using TestServer server = await TestServer.StartAsync();
        using MlflowClient client = server.Client();
        await Shipper(client, sweep).ShipAsync(SweepWork.Rests, CancellationToken.None);

        sweep.Resume(1, checkpoint);
        sweep.Step(1, 20);
        sweep.End(1, ended: TimeSpan.FromHours(2));
        await Shipper(client, sweep).ShipAsync(SweepWork.GoesOn, CancellationToken.None);

        MlflowRun done = Child(await Tracked.RunsAsync(client));
        Assert.Equal(MlflowStatus.Finished, done.Info.Status);
        Assert.Equal([320, 640], await StepsAsync(client, done, "train/loss"));
    }

    private static MlflowRun Child(IReadOnlyList<MlflowRun> runs) => Assert.Single(runs.Skip(1));

    private static async Task<IEnumerable<long>> StepsAsync(MlflowClient client, MlflowRun run, string key) =>
        (await client.MetricHistoryAsync(run.Info.RunId, key, CancellationToken.None)).Select(point => point.Step).Order();

    private static SweepShipper Shipper(MlflowClient client, SampleSweep sweep) => new(client, sweep.Paths, TimeProvider.System) { User = "alice" };
}
