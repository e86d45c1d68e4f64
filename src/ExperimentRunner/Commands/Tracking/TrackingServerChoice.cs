using ExperimentRunner.Tracking.Connecting;
using ExperimentRunner.TrackingServer;

namespace ExperimentRunner.Commands.Tracking;

/// <summary>The server that a command tells: the one that is named, else an embedded one, which lives as long as this.</summary>
internal sealed class TrackingServerChoice : IAsyncDisposable
{
    private readonly EmbeddedTrackingServer? embedded;

    private TrackingServerChoice(TrackingConnection connection, EmbeddedTrackingServer? embedded)
    {
        Connection = connection;
        this.embedded = embedded;
    }

    public TrackingConnection Connection { get; }

    /// <summary>For example <c>https://mlflow.example.org/</c> or <c>artifacts/mlflow.db (embedded server)</c>.</summary>
    public required string Description { get; init; }

    /// <param name="uri">Wins over MLFLOW_TRACKING_URI; null leaves that to decide.</param>
    /// <exception cref="TrackingSettingException">A variable can't be used.</exception>
    public static async Task<TrackingServerChoice> OpenAsync(string? uri, ArtifactPaths artifacts, CancellationToken cancellationToken)
    {
        string? ValueOf(string name) => name == TrackingConnection.UriVariable && uri is not null ? uri : Environment.GetEnvironmentVariable(name);
        if (TrackingConnection.FromEnvironment(ValueOf) is { } named)
        {
            return new TrackingServerChoice(named, embedded: null) { Description = named.Server.ToString() };
        }

        EmbeddedTrackingServer server = await EmbeddedTrackingServer.StartAsync(
            new TrackingServerOptions { DatabasePath = artifacts.TrackingDatabase, ArtifactRoot = artifacts.TrackingArtifacts }, cancellationToken);

        // Its port is another one each time, its database is not.
        TrackingConnection connection = TrackingConnection.To(server.Address, ValueOf) with { RememberedAs = $"embedded:{Path.GetFullPath(artifacts.TrackingDatabase)}" };
        return new TrackingServerChoice(connection, server) { Description = $"{artifacts.TrackingDatabase} (embedded server)" };
    }

    public ValueTask DisposeAsync() => embedded?.DisposeAsync() ?? ValueTask.CompletedTask;
}
