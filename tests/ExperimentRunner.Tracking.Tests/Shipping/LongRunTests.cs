using System.Globalization;
using ExperimentRunner.Tracking.Mlflow;
using ExperimentRunner.Tracking.Shipping;
using ExperimentRunner.Tracking.Shipping.Naming;

namespace ExperimentRunner.Tracking.Tests.Shipping;

/// <summary>Runs that tell more than charts draw.</summary>
public sealed class LongRunTests
{
    private const int Steps = 6000;

    [Fact]
    public async Task A_run_that_tells_every_step_has_at_most_2500_points_and_says_so()
    {
        using var sweep = new SampleSweep(epochs: 1, stepsPerEpoch: Steps);
        await using TestServer server = await TestServer.StartAsync();
        using MlflowClient client = server.Client();

        TellAll(sweep, () => { });
        await new SweepShipper(client, sweep.Paths, TimeProvider.System).ShipAsync(SweepWork.GoesOn, CancellationToken.None);

        MlflowRun run = (await Tracked.RunsAsync(client))[1];
        IReadOnlyList<MlflowMetric> losses = await client.MetricHistoryAsync(run.Info.RunId, "train/loss", CancellationToken.None);
        Assert.Equal(2000, losses.Count);
        Assert.Equal(Enumerable.Range(1, 2000).Select(window => (window * 3) - 1.0), losses.OrderBy(point => point.Step).Select(point => point.Value));
        Assert.Contains("windows of 3 steps", run.Tag(TagNames.Points), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_told_while_it_works_is_what_is_told_at_once()
    {
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        using var live = new SampleSweep(epochs: 1, stepsPerEpoch: Steps);
        using var later = new SampleSweep(epochs: 1, stepsPerEpoch: Steps);
        await using TestServer first = await TestServer.StartAsync();
        await using TestServer second = await TestServer.StartAsync();
        using MlflowClient toFirst = first.Client();
        using MlflowClient toSecond = second.Client();
        var shipper = new SweepShipper(toFirst, live.Paths, TimeProvider.System);

        TellAll(live, () =>
        {
            if (random.Next(400) == 0)
            {
                shipper.ShipAsync(SweepWork.GoesOn, CancellationToken.None).GetAwaiter().GetResult();
            }
        });
        await shipper.ShipAsync(SweepWork.GoesOn, CancellationToken.None);
        TellAll(later, () => { });
        await new SweepShipper(toSecond, later.Paths, TimeProvider.System).ShipAsync(SweepWork.GoesOn, CancellationToken.None);

        Assert.True(await Tracked.DescribeAsync(toSecond) == await Tracked.DescribeAsync(toFirst), string.Create(CultureInfo.InvariantCulture, $"Seed {seed}."));
    }

    private static void TellAll(SampleSweep sweep, Action afterEach)
    {
        sweep.Begin(1);
        sweep.Start(1);
        for (int step = 1; step <= Steps; step++)
        {
            sweep.Step(1, step, loss: step);
            afterEach();
        }

        sweep.End(1);
    }
}
