using ExperimentRunner.Runs.Results;
using ExperimentRunner.Testing;
using ExperimentRunner.Tracking.Mlflow;
using ExperimentRunner.Tracking.Shipping;
using ExperimentRunner.Tracking.Shipping.Naming;

namespace ExperimentRunner.Tracking.Tests.Shipping;

public sealed class SweepShipperTests
{
    [Fact]
    public async Task A_finished_sweep_is_told_in_full()
    {
        using var sweep = new SampleSweep();
        sweep.Complete(1);
        sweep.Complete(2, new RunOutcome.Failed(FailureKind.OutOfMemory, 3, "no memory left", ["line 1", "line 2"]));
        await File.WriteAllTextAsync(sweep.Paths.ReportMarkdown, "# Report\n");
        await using TestServer server = await TestServer.StartAsync();
        using MlflowClient client = server.Client();

        await Shipper(client, sweep).ShipAsync(SweepWork.GoesOn, CancellationToken.None);

        await Verifier.Verify(await Tracked.DescribeAsync(client));
    }

    [Fact]
    public async Task Data_sets_samples_and_reports_are_told()
    {
        using var sweep = new SampleSweep();
        sweep.Begin(1);
        sweep.Start(1);
        sweep.Sample(1, index: 0);
        sweep.End(1);
        Directory.CreateDirectory(sweep.Paths.Plots);
        await File.WriteAllTextAsync(Path.Combine(sweep.Paths.Plots, "speedup.svg"), "<svg/>");
        await File.WriteAllTextAsync(sweep.Paths.ReportHtml, "<html/>");
        await using TestServer server = await TestServer.StartAsync();
        using MlflowClient client = server.Client();

        await Shipper(client, sweep).ShipAsync(SweepWork.GoesOn, CancellationToken.None);

        IReadOnlyList<MlflowRun> runs = await Tracked.RunsAsync(client);
        Assert.Equal(["synthetic-train training", "synthetic-test evaluation"], runs[1].Inputs.DatasetInputs.Select(input => $"{input.Dataset.Name} {input.Context}"));
        Assert.All(runs[1].Inputs.DatasetInputs, input => Assert.Matches("^[0-9a-f]{16}$", input.Dataset.Digest));
        Assert.Equal(75, runs[1].Data.Metrics.Single(metric => metric.Key == "system/cpu_utilization_percentage").Value);
        Assert.Equal(50, runs[1].Data.Metrics.Single(metric => metric.Key == "system/gpu_0_power_usage_percentage").Value);
        Assert.Equal("bf16", runs[1].Tag(TagNames.Precision));
        Assert.Equal(["config.yaml", "machine.json", "plan.json", "plots", "report.html"], await NamesAsync(client, runs[0], folder: null));
        Assert.Equal(["plots/speedup.svg"], await NamesAsync(client, runs[0], "plots"));
        Assert.Equal(["config.yaml", "events.jsonl", "result.json", "run.json", "stderr.log", "stdout.log", "system.jsonl"], await NamesAsync(client, runs[1], folder: null));
    }

    [Fact]
    public async Task A_run_that_was_killed_ends_when_its_last_event_happened_and_goes_on_as_the_same()
    {
        using var sweep = new SampleSweep();
        sweep.Begin(1);
        sweep.Step(1, 10);
        await using TestServer server = await TestServer.StartAsync();
        using MlflowClient client = server.Client();

        await Shipper(client, sweep).ShipAsync(SweepWork.Rests, CancellationToken.None);
        MlflowRun killed = (await Tracked.RunsAsync(client))[1];
        sweep.Step(1, 20);
        await Shipper(client, sweep).ShipAsync(SweepWork.GoesOn, CancellationToken.None);
        MlflowRun atWork = (await Tracked.RunsAsync(client))[1];

        Assert.Equal((MlflowStatus.Killed, SampleSweep.TimeOf(10)), (killed.Info.Status, DateTimeOffset.FromUnixTimeMilliseconds(killed.Info.EndTime!.Value)));
        Assert.Equal((MlflowStatus.Running, killed.Info.RunId), (atWork.Info.Status, atWork.Info.RunId));
    }

    [Fact]
    public async Task Figures_are_told_once_all_runs_have_ended_and_not_again()
    {
        using var sweep = new SampleSweep();
        sweep.Complete(1);
        await using TestServer server = await TestServer.StartAsync();
        using MlflowClient client = server.Client();
        SweepShipper shipper = new(client, sweep.Paths, TimeProvider.System)
        {
            Figures = () => new SweepFigures([new("scaling/fastest_speedup", 1.8)], new Dictionary<string, IReadOnlyList<Figure>> { [sweep.Plan.Runs[1].RunId] = [new("scaling/speedup", 1.8)] }),
        };

        await shipper.ShipAsync(SweepWork.GoesOn, CancellationToken.None);
        IReadOnlyList<MlflowRun> halfWay = await Tracked.RunsAsync(client);
        sweep.Complete(2);
        await shipper.ShipAsync(SweepWork.GoesOn, CancellationToken.None);
        await shipper.ShipAsync(SweepWork.GoesOn, CancellationToken.None);
        IReadOnlyList<MlflowRun> done = await Tracked.RunsAsync(client);

        Assert.DoesNotContain(halfWay.SelectMany(run => run.Data.Metrics), metric => metric.Key.StartsWith("scaling/", StringComparison.Ordinal));
        Assert.Equal([1.8], (await client.MetricHistoryAsync(done[2].Info.RunId, "scaling/speedup", CancellationToken.None)).Select(point => point.Value));
        Assert.Equal([1.8], (await client.MetricHistoryAsync(done[0].Info.RunId, "scaling/fastest_speedup", CancellationToken.None)).Select(point => point.Value));
    }

    [Fact]
    public async Task Telling_again_sends_nothing_new()
    {
        using var sweep = new SampleSweep();
        sweep.Complete(1);
        sweep.Begin(2);
        sweep.Step(2, 10);
        await using TestServer server = await TestServer.StartAsync();
        await using ScriptedServer counting = await ScriptedServer.StartAsync((context, _) => ScriptedServer.PassOnAsync(context, server.Address));
        using MlflowClient client = Through(counting);
        await Shipper(client, sweep).ShipAsync(SweepWork.GoesOn, CancellationToken.None);
        int before = counting.Requests.Count;

        await Shipper(client, sweep).ShipAsync(SweepWork.GoesOn, CancellationToken.None);

        Assert.Equal(["GET /api/2.0/mlflow/runs/get"], counting.Requests.Skip(before));
    }

    [Fact]
    public async Task What_comes_bit_by_bit_is_told_as_what_comes_at_once()
    {
        using var slow = new SampleSweep();
        using var fast = new SampleSweep();
        await using TestServer first = await TestServer.StartAsync();
        await using TestServer second = await TestServer.StartAsync();
        using MlflowClient toFirst = first.Client();
        using MlflowClient toSecond = second.Client();
        Action[] steps =
        [
            () => { }, () => slow.Begin(1), () => slow.Step(1, 10), () => slow.Step(1, 20, double.NaN), () => slow.EndEpoch(1, 20), () => slow.End(1), () => slow.Complete(2),
        ];
        fast.Complete(1);
        fast.Complete(2);

        foreach (Action step in steps)
        {
            step();
            await Shipper(toFirst, slow).ShipAsync(SweepWork.GoesOn, CancellationToken.None);
        }

        await Shipper(toSecond, fast).ShipAsync(SweepWork.GoesOn, CancellationToken.None);
        Assert.Equal(await Tracked.DescribeAsync(toSecond), await Tracked.DescribeAsync(toFirst));
    }

    [Fact]
    public async Task A_sweep_is_running_until_every_planned_run_has_a_result()
    {
        using var sweep = new SampleSweep();
        await using TestServer server = await TestServer.StartAsync();
        using MlflowClient client = server.Client();
        var seen = new List<string>();

        foreach (Action step in (Action[])[() => sweep.Complete(1), () => sweep.Begin(2), () => sweep.End(2)])
        {
            step();
            await Shipper(client, sweep).ShipAsync(SweepWork.GoesOn, CancellationToken.None);
            seen.Add((await Tracked.RunsAsync(client))[0].Info.Status);
        }

        Assert.Equal(["RUNNING", "RUNNING", "FINISHED"], seen);
    }

    [Fact]
    public async Task A_second_server_gets_everything_and_the_first_nothing_twice()
    {
        using var sweep = new SampleSweep();
        sweep.Complete(1);
        sweep.Complete(2);
        await using TestServer first = await TestServer.StartAsync();
        await using TestServer second = await TestServer.StartAsync();
        using MlflowClient toFirst = first.Client();
        using MlflowClient toSecond = second.Client();

        await Shipper(toFirst, sweep).ShipAsync(SweepWork.GoesOn, CancellationToken.None);
        await Shipper(toSecond, sweep).ShipAsync(SweepWork.GoesOn, CancellationToken.None);
        await Shipper(toFirst, sweep).ShipAsync(SweepWork.GoesOn, CancellationToken.None);

        Assert.Equal(await Tracked.DescribeAsync(toFirst), await Tracked.DescribeAsync(toSecond));
        Assert.Equal(3, (await Tracked.RunsAsync(toFirst)).Count);
    }

    [Fact]
    public async Task A_folder_that_can_not_be_read_is_told_as_such_and_holds_up_no_other()
    {
        using var sweep = new SampleSweep();
        sweep.Begin(1);
        await File.WriteAllTextAsync(sweep.Run(1).Events, "{ not json\n");
        sweep.Complete(2);
        await using TestServer server = await TestServer.StartAsync();
        using MlflowClient client = server.Client();

        await Shipper(client, sweep).ShipAsync(SweepWork.GoesOn, CancellationToken.None);

        IReadOnlyList<MlflowRun> runs = await Tracked.RunsAsync(client);
        Assert.Contains("events.jsonl: byte 0", runs[1].Tag(TagNames.Unreadable), StringComparison.Ordinal);
        Assert.Equal("FINISHED", runs[2].Info.Status);
    }

    [Fact]
    public async Task Warnings_become_a_tag()
    {
        using var sweep = new SampleSweep();
        await using TestServer server = await TestServer.StartAsync();
        using MlflowClient client = server.Client();
        sweep.Begin(1);
        sweep.Warn(1, "no bf16 here");
        await Shipper(client, sweep).ShipAsync(SweepWork.GoesOn, CancellationToken.None);
        sweep.Warn(1, "one image left out");

        await Shipper(client, sweep).ShipAsync(SweepWork.GoesOn, CancellationToken.None);

        Assert.Equal("no bf16 here\none image left out", (await Tracked.RunsAsync(client))[1].Tag(TagNames.Warnings));
    }

    [Fact]
    public async Task A_long_report_is_cut_in_the_description_and_whole_as_an_artifact()
    {
        using var sweep = new SampleSweep();
        string report = new('x', 9000);
        await File.WriteAllTextAsync(sweep.Paths.ReportMarkdown, report);
        await using TestServer server = await TestServer.StartAsync();
        using MlflowClient client = server.Client();

        await Shipper(client, sweep).ShipAsync(SweepWork.GoesOn, CancellationToken.None);

        MlflowRun run = (await Tracked.RunsAsync(client))[0];
        Assert.EndsWith("… [cut from 9000 characters]", run.Tag(TagNames.Note), StringComparison.Ordinal);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        string path = run.Info.ArtifactUri["mlflow-artifacts:/".Length..];
        Assert.Equal(report, await http.GetStringAsync(new Uri(server.Address, $"api/2.0/mlflow-artifacts/artifacts/{path}/report.md")));
    }

    [Fact]
    public async Task The_page_of_the_sweep_is_known_once_it_was_told()
    {
        using var sweep = new SampleSweep();
        await using TestServer server = await TestServer.StartAsync();
        using MlflowClient client = server.Client();
        SweepShipper shipper = Shipper(client, sweep);
        Uri? before = shipper.SweepPage;

        await shipper.ShipAsync(SweepWork.GoesOn, CancellationToken.None);

        MlflowRun run = (await Tracked.RunsAsync(client))[0];
        Assert.Null(before);
        Assert.Equal(new Uri($"{server.Address}#/experiments/1/runs/{run.Info.RunId}"), shipper.SweepPage);
    }

    internal static SweepShipper Shipper(MlflowClient client, SampleSweep sweep) => new(client, sweep.Paths, TimeProvider.System) { User = "alice" };

    private static async Task<IReadOnlyList<string>> NamesAsync(MlflowClient client, MlflowRun run, string? folder) =>
        [.. (await client.Artifacts.ListAsync(run.Info.RunId, folder, CancellationToken.None).ToListAsync()).Select(file => file.Path).Order(StringComparer.Ordinal)];

    private static MlflowClient Through(ScriptedServer server) =>
        new(new Tracking.Connecting.TrackingConnection { Server = server.Address }, TimeProvider.System);
}
