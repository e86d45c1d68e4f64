using ExperimentRunner.Runs.Results;
using ExperimentRunner.Tracking.Mlflow;
using ExperimentRunner.Tracking.Shipping;

namespace ExperimentRunner.Tracking.Tests.Shipping;

/// <summary>Time and images to a target accuracy, as MLflow gets them.</summary>
public sealed class TargetTests
{
    [Fact]
    public async Task A_target_that_was_reached_is_told_with_seconds_images_and_epochs() =>
        Assert.Equal(
            ["target/epochs 3", "target/images 1536", "target/reached 1", "target/seconds 12.5"],
            await SentAsync(new TargetReach(0.9, Epoch: 3, Images: 1536, Seconds: 12.5)));

    [Fact]
    public async Task One_that_was_missed_is_told_as_such_alone() =>
        Assert.Equal(["target/reached 0"], await SentAsync(new TargetReach(0.9, Epoch: null, Images: null, Seconds: null)));

    [Fact]
    public async Task Without_a_target_nothing_is_told_of_one() => Assert.Empty(await SentAsync(target: null));

    private static async Task<IEnumerable<string>> SentAsync(TargetReach? target)
    {
        using var sweep = new SampleSweep();
        sweep.Complete(1);
        if (target is not null)
        {
            sweep.Reach(1, target);
        }

        await using TestServer server = await TestServer.StartAsync();
        using MlflowClient client = server.Client();
        await SweepShipperTests.Shipper(client, sweep).ShipAsync(SweepWork.GoesOn, CancellationToken.None);
        return (await Tracked.RunsAsync(client)).SelectMany(run => run.Data.Metrics)
            .Where(metric => metric.Key.StartsWith("target/", StringComparison.Ordinal))
            .Select(metric => FormattableString.Invariant($"{metric.Key} {metric.Value}"))
            .Order(StringComparer.Ordinal);
    }
}
