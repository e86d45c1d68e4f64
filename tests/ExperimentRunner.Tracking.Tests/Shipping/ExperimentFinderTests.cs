using ExperimentRunner.Tracking.Connecting;
using ExperimentRunner.Tracking.Mlflow;
using ExperimentRunner.Tracking.Shipping;

namespace ExperimentRunner.Tracking.Tests.Shipping;

public sealed class ExperimentFinderTests
{
    [Theory]
    [InlineData(null, "quickstart")]
    [InlineData("mine", "mine")]
    public async Task An_experiment_that_the_environment_names_takes_the_place_of_the_matrixs(string? named, string expected)
    {
        await using TestServer server = await TestServer.StartAsync();
        TrackingConnection connection = TrackingConnection.To(server.Address, name => name == TrackingDestination.ExperimentNameVariable ? named : null);
        using var client = new MlflowClient(connection, TimeProvider.System);
        var finder = new ExperimentFinder(client);

        string id = await finder.FindOrMakeAsync("quickstart", CancellationToken.None);

        Assert.Equal(id, await finder.FindOrMakeAsync("quickstart", CancellationToken.None));
        Assert.Equal([expected], await client.Experiments.SearchAsync(new ExperimentSearch { Filter = "name != 'Default'" }, CancellationToken.None).Select(experiment => experiment.Name).ToListAsync());
    }
}
