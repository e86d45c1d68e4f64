using ExperimentRunner.Testing;
using ExperimentRunner.Tracking.Connecting;
using ExperimentRunner.Tracking.Mlflow;
using ExperimentRunner.TrackingServer;

namespace ExperimentRunner.Tracking.Tests;

/// <summary>A real server on loopback that can go away and come back with the same address and records.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private EmbeddedTrackingServer? server;

    private TestServer()
    {
    }

    /// <summary>All that it keeps.</summary>
    public string Folder => folder.Path;

    public Uri Address { get; private set; } = null!;

    public static async Task<TestServer> StartAsync()
    {
        var server = new TestServer();
        await server.StartAgainAsync();
        return server;
    }

    public async Task StartAgainAsync()
    {
        server = await EmbeddedTrackingServer.StartAsync(
            new TrackingServerOptions { DatabasePath = folder["mlflow.db"], ArtifactRoot = folder["artifacts"], Port = Address?.Port ?? 0 }, CancellationToken.None);
        Address = server.Address;
    }

    public async Task StopAsync()
    {
        await server!.DisposeAsync();
        server = null;
    }

    public MlflowClient Client() => new(new TrackingConnection { Server = Address, MaxRetries = 1 }, TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        folder.Dispose();
    }
}
