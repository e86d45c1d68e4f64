using Microsoft.Extensions.Hosting;

namespace ExperimentRunner.TrackingServer.Http;

/// <summary>Leaves Ctrl-C to the program that the server lives in; the usual lifetime would stop the server on it.</summary>
internal sealed class DetachedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
