using ExperimentRunner.Runs.Files;
using ExperimentRunner.Runs.Json;
using ExperimentRunner.Runs.Results;
using ExperimentRunner.Runs.Sweeps;
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
    public async Task A_changed_plan_keeps_the_run_of_the_sweep_and_ends_what_it_dropped()
    {
        using var sweep = new SampleSweep();
        sweep.Complete(1);
        sweep.Begin(2);
        sweep.Step(2, 10);
        await using TestServer server = await TestServer.StartAsync();
        using MlflowClient client = server.Client();
        await Shipper(client, sweep).ShipAsync(SweepWork.GoesOn, CancellationToken.None);
        IReadOnlyList<MlflowRun> before = await Tracked.RunsAsync(client);

        var revision = new PlanRevision { Time = sweep.Plan.Created, ReplacedMatrixHash = "0a1b2c", NewRuns = 0, KeptRuns = 1, DroppedRuns = 1, Changes = [] };
        SweepPlan changed = sweep.Plan with { MatrixHash = "changed", Runs = [sweep.Plan.Runs[0]], Dropped = [new(sweep.Plan.Runs[1], 1)], Revisions = [revision] };
        WholeFile.WriteJson(sweep.Paths.Plan, changed, RunJson.Default.SweepPlan);
        await Shipper(client, sweep).ShipAsync(SweepWork.GoesOn, CancellationToken.None);
        IReadOnlyList<MlflowRun> after = await Tracked.RunsAsync(client);
        WholeFile.WriteJson(sweep.Paths.Plan, changed with { Runs = sweep.Plan.Runs, Dropped = [], Revisions = [revision, revision] }, RunJson.Default.SweepPlan);
        await Shipper(client, sweep).ShipAsync(SweepWork.GoesOn, CancellationToken.None);
        IReadOnlyList<MlflowRun> back = await Tracked.RunsAsync(client);

        Assert.Equal(before.Select(run => run.Info.RunId), after.Select(run => run.Info.RunId));
        Assert.Equal(("0a1b2c", "2"), (before[0].Tag(TagNames.MatrixHash), before[0].Tag(TagNames.PlannedRuns)));
        Assert.Equal(("changed", "1"), (after[0].Tag(TagNames.MatrixHash), after[0].Tag(TagNames.PlannedRuns)));
        Assert.Equal([MlflowStatus.Finished, MlflowStatus.Finished, MlflowStatus.Killed], after.Select(run => run.Info.Status));
        Assert.Equal([null, null, "the matrix no longer has it (change 1 of the plan)"], after.Select(run => run.Tag(TagNames.Dropped)));
        Assert.Equal((MlflowStatus.Running, "2", ""), (back[0].Info.Status, back[0].Tag(TagNames.PlannedRuns), back[2].Tag(TagNames.Dropped)));
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
